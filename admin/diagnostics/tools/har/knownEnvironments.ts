import type { ConvexReactClient } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { api } from "../../../../convex/_generated/api";
import type { Evidence } from "../../../../convex/gatehouse/diagnostics/evidence";
import type { KnownEnvironment } from "../../analysis/har/environmentOf";

type Row = FunctionReturnType<typeof api.gatehouse.environments.list>[number];

/** What is read of a last run: lists that a recording cannot hold itself. */
const LISTS: ReadonlySet<string> = new Set(["redirectUris", "corsOrigins"]);

/**
 * The app's environments as a recording is judged against them.
 * @param convex asks for the last run of each; one that cannot be read leaves its lists out
 * @param rows those registered here
 */
export async function knownEnvironments(
  convex: Pick<ConvexReactClient, "query">,
  rows: readonly Row[],
): Promise<KnownEnvironment[]> {
  return await Promise.all(
    rows.map(async (row) => ({ record: recordOf(row), lists: await listsOf(convex, row) })),
  );
}

async function listsOf(
  convex: Pick<ConvexReactClient, "query">,
  { _id }: Row,
): Promise<Evidence[]> {
  try {
    const run = await convex.query(api.gatehouse.diagnostics.latest, { environmentId: _id });
    const evidence = (run?.checks ?? []).flatMap(
      (check) => JSON.parse(check.evidence) as Evidence[],
    );
    return evidence.filter(({ kind }) => LISTS.has(kind)).filter((one) => "facts" in one);
  } catch {
    return [];
  }
}

function recordOf(row: Row): KnownEnvironment["record"] {
  const { name, kind, appUrl, clientId, apiHost, convexUrl, webhookUrl, workosEnvironmentId } = row;
  return {
    ...{ name, kind, appUrl, clientId, apiHost, convexUrl, webhookUrl },
    redirectUri: row.redirectUris[0] ?? "",
    ...(workosEnvironmentId === null ? {} : { environmentId: workosEnvironmentId }),
  };
}
