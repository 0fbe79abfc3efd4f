import path from "node:path";
import { pathToFileURL } from "node:url";
import type { GenericValidator } from "convex/values";
import { typeWords } from "../app/typeWords";

/** What Gatehouse brings into the app's schema. */
export interface Surface {
  /** Names of our tables. */
  tables: string[];
  /** The type of each field it knows on users, in the words of `typeWords`. */
  userFields: Record<string, string>;
}

/** As `host/schema` exports it. */
interface HostSchema {
  gatehouseTables: Record<string, unknown>;
  gatehouseUsers(fields: Record<string, GenericValidator>): { validator: GenericValidator };
}

const isHostSchema = (value: unknown): value is HostSchema =>
  typeof value === "object" &&
  value !== null &&
  "gatehouseTables" in value &&
  "gatehouseUsers" in value &&
  typeof value.gatehouseUsers === "function";

/**
 * Asks Gatehouse's own schema what it brings, so that nothing here lists it twice.
 * @param source Gatehouse's root folder.
 * @throws Error when the schema's module is not as the other files of the host surface expect.
 */
export async function readSurface(source: string): Promise<Surface> {
  const file = path.join(source, "convex", "gatehouse", "host", "schema.ts");
  const schema: unknown = await import(pathToFileURL(file).href);
  if (!isHostSchema(schema))
    throw new Error(`${file} exports no gatehouseTables and gatehouseUsers.`);
  const { v } = await import("convex/values");
  const needed = { workosId: v.string(), createdAt: v.number(), updatedAt: v.number() };
  const { validator } = schema.gatehouseUsers(needed);
  return {
    tables: Object.keys(schema.gatehouseTables),
    userFields: Object.fromEntries(
      validator.kind === "object"
        ? Object.entries(validator.fields as Record<string, GenericValidator>).map(
            ([name, field]) => [name, wordsOf(field)],
          )
        : [],
    ),
  };
}

function wordsOf(validator: GenericValidator): string {
  switch (validator.kind) {
    case "id":
      return typeWords.id(validator.tableName);
    case "literal":
      return typeWords.literal(validator.value);
    case "array":
      return typeWords.array(wordsOf(validator.element));
    case "record":
      return typeWords.record(wordsOf(validator.key), wordsOf(validator.value));
    case "union":
      return typeWords.union(validator.members.map(wordsOf));
    case "object":
      return typeWords.object(
        Object.entries(validator.fields as Record<string, GenericValidator>).map(
          ([name, field]) => ({
            name,
            words: wordsOf(field),
            isOptional: field.isOptional === "optional",
          }),
        ),
      );
    case "float64":
      return "number";
    default:
      return validator.kind;
  }
}
