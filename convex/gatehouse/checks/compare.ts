import { v, type Infer } from "convex/values";
import { literals, nullable } from "convex-helpers/validators";
import type { Doc } from "../tables/dataModel";
import type { QueryCtx } from "../tables/server";
import { compareEnvironments } from "../diagnostics/compare";
import { lastFinishedRun } from "./store";
import { toRecord } from "../environments/record";

const MAX_COMPARED = 20;

/** One fact of all environments, with a note where two share what each should own. */
export const environmentRow = v.object({
  field: v.string(),
  values: v.array(nullable(v.string())),
  note: literals("same", "expected", "suspicious"),
});

type Environment = Doc<"environments">;
type Row = Infer<typeof environmentRow>;

/** Environments side by side: what each record says, and how many findings each has. */
export async function compareAll(ctx: QueryCtx) {
  const environments = await ctx.db.query("environments").take(MAX_COMPARED);
  const shared: Row[] = [
    row("authMode", environments, ({ authMode }) => authMode),
    row("callbackPath", environments, callbackPathOf),
    row("redirectUris", environments, ({ redirectUris }) => redirectUris.join("\n")),
  ];
  const findings: (string | null)[] = [];
  for (const { _id } of environments) {
    const run = await lastFinishedRun(ctx, _id);
    const firm = run?.findings.filter(({ certainty }) => certainty !== "unknown");
    findings.push(firm === undefined ? null : String(firm.length));
  }
  return {
    environments: environments.map(({ _id: id, name }) => ({ id, name })),
    rows: [
      ...compareEnvironments(environments.map(toRecord)),
      ...shared,
      { field: "findings", values: findings, note: noteOf(findings) },
    ],
  };
}

const callbackPathOf = ({ callbackPath, redirectUris }: Environment): string | null => {
  const [first = ""] = redirectUris;
  return callbackPath ?? (URL.canParse(first) ? new URL(first).pathname : null);
};

const noteOf = (values: readonly (string | null)[]): Row["note"] =>
  new Set(values).size <= 1 ? "same" : "expected";

function row(
  field: string,
  environments: readonly Environment[],
  valueOf: (environment: Environment) => string | null,
): Row {
  const values = environments.map(valueOf);
  return { field, values, note: noteOf(values) };
}
