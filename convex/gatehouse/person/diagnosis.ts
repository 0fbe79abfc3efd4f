import { v, type Infer } from "convex/values";
import { literals, nullable } from "convex-helpers/validators";
import { internal } from "../../_generated/api";
import type { ActionCtx } from "../tables/server";
import { workosTools } from "../checks/tools";
import { askAboutPerson } from "../diagnostics/collect/person";
import { evidenceLine } from "../diagnostics/evidenceLine";
import { isAvailable, type Evidence, type EvidenceFacts } from "../diagnostics/evidence";
import { judge } from "../diagnostics/judge/judge";
import type { Finding } from "../diagnostics/judge/types";
import { replyTo, verdict } from "../diagnostics/verdict";
import { appError } from "../lib/errors";
import { isDecisive, type PersonFacts } from "./facts";
import { finding } from "../tables/diagnostics";

/** Why one person cannot sign in, with the evidence and a reply to send them. */
export const diagnosis = v.object({
  workosId: nullable(v.string()),
  email: nullable(v.string()),
  verdict: v.string(),
  findings: v.array(finding),
  evidence: v.array(
    v.object({
      source: v.string(),
      sentence: v.string(),
      at: v.number(),
      available: v.boolean(),
    }),
  ),
  replyText: v.string(),
  loops: v.array(
    v.object({
      startedAt: v.number(),
      endedAt: v.number(),
      count: v.number(),
      medianGapMs: v.number(),
      probableCause: literals("cookie-not-set", "third-party-cookie-blocked"),
      resolved: v.boolean(),
    }),
  ),
});

const MAX_ASKED_CHARACTERS = 320;

interface Asked {
  email?: string;
  workosId?: string;
  /** They cannot open this console, rather than the app. */
  console?: boolean;
}

/**
 * Diagnoses one person.
 * @param asked an e-mail address or a WorkOS id.
 * @throws `invalid_input` when neither is usable
 */
export async function diagnosePerson(
  ctx: ActionCtx,
  asked: Asked,
): Promise<Infer<typeof diagnosis>> {
  const query = normalized(asked);
  const known = JSON.parse(
    await ctx.runQuery(internal.gatehouse.person.facts.read, query),
  ) as PersonFacts;
  const person = await askAboutPerson(workosTools(), known);
  const facts = await completed(ctx, known, { ...query, workosId: person.workosId });
  const own = person.knowsOrganizations ? facts.evidence : facts.evidence.map(forgetOrganization);
  const evidence = [...person.evidence, ...own];
  const email = person.email ?? facts.email;
  const findings = ordered(judge(evidence, facts.context), facts.environmentFindings);
  return {
    ...{ workosId: person.workosId ?? facts.workosId, email, findings },
    verdict: verdict(findings, email ?? facts.workosId ?? "this person"),
    evidence: [...evidence.map(evidenceLine), ...failedEvents(facts)],
    replyText: replyTo(findings, person.firstName),
    loops: loopsIn(facts.evidence),
  };
}

interface Query {
  email: string | null;
  workosId: string | null;
  console: boolean;
}

function normalized({ email, workosId, console = false }: Asked): Query {
  const [address = "", id = ""] = [email?.trim().toLowerCase(), workosId?.trim()];
  const text = id === "" ? address : id;
  if (text === "" || text.length > MAX_ASKED_CHARACTERS) {
    throw appError("invalid_input", "Give an e-mail address or a WorkOS user id (user_…).");
  }
  const person = id === "" ? { email: address, workosId: null } : { email: null, workosId: id };
  return { ...person, console };
}

/** Somebody without a row is known by their id only once WorkOS has said it. */
async function completed(
  ctx: ActionCtx,
  known: PersonFacts,
  { workosId, console }: Query,
): Promise<PersonFacts> {
  if (workosId === null || workosId === known.workosId) return known;
  const query = { email: null, workosId, console };
  const read = JSON.parse(
    await ctx.runQuery(internal.gatehouse.person.facts.read, query),
  ) as PersonFacts;
  return { ...read, email: read.email ?? known.email };
}

/** Without the person's memberships nobody can say that a remembered organization is a wrong one. */
function forgetOrganization(one: Evidence): Evidence {
  if (!isAvailable(one) || one.kind !== "selfCheck") return one;
  return { ...one, facts: { ...one.facts, rememberedOrganizationId: null } };
}

/** What stops this person comes first, then what stops everybody, then the rest. */
function ordered(own: readonly Finding[], everybody: readonly Finding[]): Finding[] {
  const others = everybody.filter(({ code }) => !own.some((finding) => finding.code === code));
  return [...own.filter(isDecisive), ...others, ...own.filter((finding) => !isDecisive(finding))];
}

function failedEvents({ failedEvents: count, context }: PersonFacts) {
  if (count === 0) return [];
  const sentence = `${count} of WorkOS's events about them could not be applied; the inbox says why.`;
  return [{ source: "the inbox of webhooks", sentence, at: context.now, available: true }];
}

function loopsIn(evidence: readonly Evidence[]): Infer<typeof diagnosis>["loops"] {
  const found = evidence.find(({ kind }) => kind === "signIns");
  if (found === undefined || !("facts" in found)) return [];
  return (found.facts as EvidenceFacts["signIns"]).loops as Infer<typeof diagnosis>["loops"];
}
