/** A member of an object's type. */
export interface MemberWords {
  name: string;
  words: string;
  isOptional: boolean;
}

/**
 * The type of a field in words that are equal when the types are, whether they were read from an
 * app's code or from a validator. Simple types are called as `v` calls them: `string`, `number`.
 */
export const typeWords = {
  id: (table: string): string => `id of ${table}`,
  literal: (value: unknown): string =>
    typeof value === "bigint" ? `${value}n` : JSON.stringify(value),
  array: (element: string): string => `array of (${element})`,
  record: (key: string, value: string): string => `record of (${key}) to (${value})`,
  union: (members: readonly string[]): string => [...new Set(members)].sort().join(" | "),
  object: (members: readonly MemberWords[]): string => {
    const words = members.map((one) => `${one.name}${one.isOptional ? "?" : ""}: ${one.words}`);
    return `{ ${words.sort().join(", ")} }`;
  },
};
