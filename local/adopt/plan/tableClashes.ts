import type { FieldType } from "../app/fieldType";
import type { AppTables } from "../app/tables";
import type { Surface } from "../shipment/surface";
import type { Notes } from "./notes";

/** What every user's row must have, under these names. */
const NEEDED = { workosId: "v.string()", createdAt: "v.number()", updatedAt: "v.number()" };

/** Tables and users of the app that do not go with ours. */
export function tableClashes(tables: AppTables, surface: Surface): Notes {
  const taken = tables.names.filter((name) => surface.tables.includes(name));
  const refusals = taken.map(
    (name) =>
      `Your schema has a table ${name}, and so has Gatehouse. Rename yours before you adopt.`,
  );
  if (tables.users !== null) {
    const { fields, isComplete } = tables.users;
    const notes = userNotes(fields, isComplete, surface.userFields);
    return { refusals: [...refusals, ...notes.refusals], warnings: notes.warnings };
  }
  if (tables.names.includes("users") || !tables.isComplete) return { refusals, warnings: [UNREAD] };
  const missing = "Your schema has no table users: Gatehouse works on the table of that name.";
  return {
    refusals: [...refusals, `${missing} Have one with ${needed(Object.keys(NEEDED))}.`],
    warnings: [],
  };
}

const UNREAD =
  "Not all of your users table can be read without running your code: if one does not go with Gatehouse's, gatehouseUsers says so at the next push.";

const needed = (names: readonly string[]): string =>
  Object.entries(NEEDED)
    .filter(([name]) => names.includes(name))
    .map(([name, type]) => `${name}: ${type}`)
    .join(", ");

function userNotes(
  fields: ReadonlyMap<string, FieldType>,
  isComplete: boolean,
  ours: Record<string, string>,
): Notes {
  const missing = isComplete ? Object.keys(NEEDED).filter((name) => !fields.has(name)) : [];
  const lacks =
    missing.length === 0
      ? []
      : [
          `Your users table has no ${missing.join(", ")}${keyHint(fields, missing)}. Add ${needed(missing)}, fill them for the rows there are, and adopt again.`,
        ];
  const optional = Object.keys(NEEDED).filter((name) => fields.get(name)?.isOptional === true);
  const loose = optional.map(
    (name) =>
      `users.${name} is optional in your schema: Gatehouse needs every row to have it. Fill it and make it ${needed([name]).split(": ")[1] ?? ""}.`,
  );
  const others = [...fields].flatMap(([name, { words }]) => {
    const wanted = ours[name];
    if (wanted === undefined || words === null || words === wanted) return [];
    return [
      `users.${name} is ${words} in your schema, and ${wanted} in Gatehouse's. Rename yours, or bring it to that type.`,
    ];
  });
  const unread =
    isComplete && [...fields].every(([name, one]) => one.words !== null || !(name in ours));
  return { refusals: [...lacks, ...loose, ...others], warnings: unread ? [] : [UNREAD] };
}

/** Apps that key their users otherwise nearly always do so in a field like these. */
function keyHint(fields: ReadonlyMap<string, FieldType>, missing: readonly string[]): string {
  const keys = ["authId", "clerkId", "externalId", "tokenIdentifier", "subject", "workosUserId"];
  const found = missing.includes("workosId") ? keys.find((name) => fields.has(name)) : undefined;
  return found === undefined
    ? ""
    : ` (it is keyed by ${found}; Gatehouse finds people by WorkOS's user id)`;
}

/** Fields that every row of the app must have and that WorkOS need not know. */
export function requiredFields({ users }: AppTables): string[] {
  return [...(users?.fields ?? [])]
    .filter(([name, { isOptional }]) => !isOptional && !(name in NEEDED))
    .map(([name]) => name);
}
