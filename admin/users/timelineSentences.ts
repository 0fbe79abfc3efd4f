import type { TimelineEntry } from "../../convex/gatehouse/users/history";
import { deliveryPath } from "../addresses/webhooks";
import { fieldWords } from "../ui/fieldWords";
import { listing, methodLabel, reasonWords } from "../ui/words";
import { agentChanges, describeChanges } from "./agentChanges";
import type { HistoryLine } from "./HistoryLines";

const EVENTS: Readonly<Record<string, string>> = {
  "user.created": "Created in WorkOS",
  "user.updated": "Profile changed in WorkOS",
  "user.deleted": "Deleted in WorkOS",
  "session.created": "Signed in",
  "email_verification.created": "Was sent an e-mail to verify their address",
  "magic_auth.created": "Was sent a magic code",
  "password_reset.created": "Asked for a new password",
  "password_reset.succeeded": "Set a new password",
  "organization_membership.created": "Joined an organization",
  "organization_membership.updated": "Membership of an organization changed",
  "organization_membership.deleted": "Left an organization",
  "invitation.accepted": "Accepted an invitation",
  "authentication.radar_risk_detected": "WorkOS Radar saw a risk in their sign-in",
};

/** Changes that have lines of their own, or that WorkOS makes by itself. */
const OWN_LINE: readonly string[] = ["createdAt", "lastSignInAt", "deletedAt"];

/** Sessions that are no sign-in of the person's own. */
const NO_SIGN_IN: Readonly<Record<string, string>> = {
  impersonation: "Was impersonated from the WorkOS dashboard",
  "migrated-session": "Session brought over from another system",
};

const STEPS: Readonly<Record<string, (method: string) => string>> = {
  succeeded: (method) => `Passed the sign-in step: ${method}`,
  failed: (method) => `Failed to sign in: ${method}`,
  timed_out: (method) => `Sign-in ran out of time: ${method}`,
  started: (method) => `Began to sign in: ${method}`,
};

/** A person's history in sentences, newest first, runs of the same event folded. */
export function timelineLines(entries: readonly TimelineEntry[]): HistoryLine[] {
  const lines: HistoryLine[] = [];
  for (const entry of entries.filter(isTold)) {
    const line = toLine(entry);
    const newer = lines.at(-1);
    const repeats =
      entry.kind === "event" && newer?.sentence === line.sentence && newer.note === line.note;
    if (repeats) {
      newer.times += 1;
      newer.since = entry.at;
    } else lines.push(line);
  }
  return lines;
}

/** Ends of sessions stand beside the sign-ins that began them. */
function isTold({ type }: TimelineEntry): boolean {
  return type !== "session.revoked";
}

function toLine(entry: TimelineEntry): HistoryLine {
  const { id, at } = entry;
  const base = { id, at, since: at, times: 1 };
  if (entry.kind === "audit") {
    return { ...base, sentence: auditSentence(entry), note: entry.reason ?? null, tone: "neutral" };
  }
  const path = entry.eventId === undefined ? {} : { path: deliveryPath(entry.eventId) };
  return { ...base, ...path, sentence: eventSentence(entry), ...standing(entry) };
}

function eventSentence({ type, reason, changed = [] }: TimelineEntry): string {
  if (type === "session.created" && reason && NO_SIGN_IN[reason]) return NO_SIGN_IN[reason];
  const known = EVENTS[type];
  const fields = changed.filter((name) => !OWN_LINE.includes(name)).map(fieldWords);
  if (type === "user.updated" && fields.length > 0) return `${known}: ${listing(fields)}`;
  if (known) return known;
  const [, method, ending] =
    /^authentication\.(\w+?)_(succeeded|failed|timed_out|started)$/.exec(type) ?? [];
  const step = ending && STEPS[ending];
  return method && step ? step(methodLabel(method)) : `WorkOS event ${type}`;
}

/** How an event stands: what Gatehouse did with it, and how that should look. */
function standing({ type, state, reason }: TimelineEntry): Pick<HistoryLine, "note" | "tone"> {
  const why = reason ? reasonWords(reason) : null;
  if (state === "failed" || state === "dead")
    return { note: why ?? "Not applied.", tone: "failure" };
  if (state === "ignored" && type.startsWith("user.")) return { note: why, tone: "neutral" };
  const sad = /_(failed|timed_out)$/.test(type) || type === "user.deleted";
  return { note: null, tone: sad ? "warning" : "neutral" };
}

function auditSentence({ type, actor, before, after }: TimelineEntry): string {
  const who = actor ?? "Somebody";
  if (type === "operator.enter") return `${who} entered the console as ${after ?? "an operator"}`;
  if (type === "operator.role.set") return `${who} made them an operator: ${after ?? ""}`;
  if (type === "operator.remove") return `${who} took their role in the console away`;
  if (type === "user.erase") return `${who} erased their personal data`;
  if (type === "session.revoke") return `${who} ended one of their sessions`;
  if (type === "session.revokeAll") return `${who} ended all their sessions`;
  if (type === "session.revoke.failed") return `${who} could not end all the sessions: ${after}`;
  if (type !== "user.agents.set") return `${who}: ${type.replaceAll(".", " ")}`;
  const changes = agentChanges(splitAgents(before), splitAgents(after));
  return `${who} ${describeChanges(changes, "past") || "saved the same agents"}`;
}

const splitAgents = (list: string | null | undefined) => (list ? list.split(", ") : []);
