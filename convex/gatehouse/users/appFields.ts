import type { GenericValidator } from "convex/values";
import appSchema from "../../schema";
import { appFieldsOf } from "../tables/gatehouseUsers";
import { keyFields } from "../tables/users";

type Fields = Record<string, GenericValidator>;

const KEYS: Fields = keyFields;

/** The fields an app's users table requires of every row, apart from the keys. */
export function requiredFields(fields: Fields): string[] {
  return Object.entries(fields)
    .filter(([name, field]) => field.isOptional === "required" && !(name in KEYS))
    .map(([name]) => name);
}

/** The users fields of the app this deployment belongs to, without those Gatehouse adds. */
export const APP_FIELDS = appFieldsOf(appSchema.tables.users);

/** {@link requiredFields} of that app. */
export const REQUIRED_BY_APP: readonly string[] = requiredFields(APP_FIELDS);

/**
 * What to write where WorkOS says that a text is empty: nothing, unless the app's table requires
 * one. Then an empty text says the same.
 */
export function withRequiredTexts<Row extends object>(
  row: Row,
  required: readonly string[] = REQUIRED_BY_APP,
): Row {
  const entries = Object.entries(row).map(([name, value]: [string, unknown]) => {
    return [name, value === undefined && required.includes(name) ? "" : value];
  });
  return Object.fromEntries(entries) as Row;
}
