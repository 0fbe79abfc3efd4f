import type { GenericValidator } from "convex/values";
import { guestFields, keyFields } from "./users";
import { validatorText } from "./validatorText";

type Fields = Record<string, GenericValidator>;

const KEYS: Fields = keyFields;
const OURS: Fields = { ...guestFields, ...keyFields };

/**
 * Refuses an app's `users` fields that Gatehouse could not live with.
 * @throws one text for all that is missing or of another type, with what to write instead
 */
export function requireFits(fields: Fields): void {
  const problems = [...missing(fields), ...clashing(fields)];
  if (problems.length === 0) return;
  throw new Error(`Gatehouse cannot use this users table. ${problems.join(" ")}`);
}

function missing(fields: Fields): string[] {
  const lacking = Object.entries(KEYS).filter(([name]) => !(name in fields));
  if (lacking.length === 0) return [];
  const names = lacking.map(([name]) => `"${name}"`).join(", ");
  const wanted = lacking.map(([name, field]) => `${name}: ${validatorText(field)}`).join(", ");
  return [`It lacks ${names}, by which Gatehouse finds and orders people: add ${wanted}.`];
}

function clashing(fields: Fields): string[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const ours = OURS[name];
    if (ours === undefined || fits(name, field, ours)) return [];
    const wanted = name in KEYS ? validatorText(ours) : `v.optional(${validatorText(ours)})`;
    return [
      `Its field "${name}" is ${validatorText(field)}, and Gatehouse keeps ${wanted} under that name: give yours another.`,
    ];
  });
}

function fits(name: string, field: GenericValidator, ours: GenericValidator): boolean {
  const isWrongKey = name in KEYS && field.isOptional === "optional";
  return !isWrongKey && validatorText(field) === validatorText(ours);
}
