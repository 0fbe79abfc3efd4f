import type { QueryJson, Transaction } from "../transaction/types";

const SYSTEM = { system: true };
const TABLE = "_environment_variables";
/** Limits of docs.convex.dev/production/state/limits, "Environment variables". */
const MAX_VARIABLES = 1000;
const MAX_VALUE_BYTES = 8 * 1024;
const MAX_NAME_CHARS = 40;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

export interface EnvironmentChange {
  name: string;
  /** null removes the variable. */
  value: string | null;
}

interface StoredVariable {
  _id: string;
  name: string;
  value: string;
}

/** Every variable of the deployment, by name. */
export function readEnvironment(transaction: Transaction): Record<string, string> {
  const variables = readVariables(transaction).map(({ name, value }) => [name, value]);
  return Object.fromEntries(variables);
}

/**
 * Works out what the variables would be after some changes.
 *
 * @param builtIn - variables the backend itself sets, which nobody can change
 * @throws an error naming the variable and the rule it breaks
 */
export function applyChanges(
  current: Record<string, string>,
  changes: readonly EnvironmentChange[],
  builtIn: Record<string, string>,
): Record<string, string> {
  const next = new Map(Object.entries(current));
  for (const { name, value } of changes) {
    checkName(name, builtIn);
    if (value === null) next.delete(name);
    else next.set(name, checkedValue(name, value));
  }
  if (next.size > MAX_VARIABLES) {
    throw new Error(`A deployment can have at most ${MAX_VARIABLES} environment variables.`);
  }
  return Object.fromEntries(next);
}

/** Makes the stored variables equal to `next`. */
export function writeEnvironment(transaction: Transaction, next: Record<string, string>): void {
  const missing = new Map(Object.entries(next));
  for (const { _id, name, value } of readVariables(transaction)) {
    const wanted = missing.get(name);
    missing.delete(name);
    if (wanted === undefined) transaction.remove(_id, SYSTEM, TABLE);
    else if (wanted !== value) transaction.patch(_id, { value: wanted }, SYSTEM, TABLE);
  }
  for (const [name, value] of missing) transaction.insert(TABLE, { name, value }, SYSTEM);
}

function checkName(name: string, builtIn: Record<string, string>): void {
  if (name in builtIn) {
    throw new Error(`Environment variable with name "${name}" is built-in and cannot be changed.`);
  }
  if (name.length > MAX_NAME_CHARS || !NAME.test(name)) {
    throw new Error(
      `Environment variable name "${name}" is not valid: use letters, digits and underscores, ` +
        `no digit first, at most ${MAX_NAME_CHARS} characters.`,
    );
  }
}

function checkedValue(name: string, value: string): string {
  if (Buffer.byteLength(value) <= MAX_VALUE_BYTES) return value;
  throw new Error(`The value of environment variable "${name}" is larger than 8 KiB.`);
}

function readVariables(transaction: Transaction): StoredVariable[] {
  const query: QueryJson = {
    source: { type: "IndexRange", indexName: `${TABLE}.by_name`, range: [], order: "asc" },
    operators: [],
  };
  const stream = transaction.stream(query, SYSTEM);
  const variables: StoredVariable[] = [];
  for (let row = stream.next(); row; row = stream.next()) {
    variables.push(row.value as unknown as StoredVariable);
  }
  stream.close();
  return variables;
}
