import type { Catalogue, Table } from "../schema/catalogue";
import type { Commit, ReadSet } from "./types";

/**
 * What to say when a mutation read something that another commit has changed since.
 *
 * @param later the commits made since the mutation's snapshot
 * @returns null when none of them touched what was read, else Convex's message
 */
export function conflictMessage(
  readSet: ReadSet,
  later: readonly Commit[],
  catalogue: Catalogue,
): string | null {
  const changed = later
    .flatMap(({ ts, keys }) => keys.map((key) => ({ ts, keys: [key] })))
    .find((commit) => readSet.overlaps(commit));
  if (changed === undefined) return null;
  const table = changed.keys.map((key) => tableOfKey(catalogue, key)).at(0);
  return (
    `Documents read from or written to the ${table ? `"${table.name}" table` : "database"} changed ` +
    "while this mutation was being run and on every subsequent retry. " +
    "See https://docs.convex.dev/error#1"
  );
}

function tableOfKey(catalogue: Catalogue, key: Buffer): Table | undefined {
  return catalogue.tables.find((table) =>
    [table.byId, ...table.idIndexes].some(({ prefix }) =>
      key.subarray(0, prefix.length).equals(prefix),
    ),
  );
}
