export type Counts = Record<string, number>;

/** Adds rows up by key, in the order of the keys; what comes to nothing is left out. */
export function tally<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  amountOf: (row: Row) => number = () => 1,
): Counts {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + amountOf(row));
  return Object.fromEntries([...counts].filter(([, count]) => count !== 0).sort());
}
