import {
  defineTable,
  type GenericTableIndexes,
  type GenericTableSearchIndexes,
  type GenericTableVectorIndexes,
  type TableDefinition,
} from "convex/server";
import { v, type GenericValidator, type ObjectType, type VObject } from "convex/values";
import { requireFits } from "./fits";
import { guestFields, userIndexes, userSearchIndex } from "./users";

/** Both, key by key, the first where both have one: an intersection would lose the schema's types. */
type Merged<A, B> = {
  [K in keyof A | keyof B]: K extends keyof A ? A[K] : K extends keyof B ? B[K] : never;
};

type Fields = Record<string, GenericValidator>;
type AllFields<F> = Merged<F, typeof guestFields>;
type OurIndexes = {
  -readonly [K in keyof typeof userIndexes]: [...(typeof userIndexes)[K], "_creationTime"];
};
type OurSearchIndex = {
  [K in (typeof userSearchIndex)["name"]]: {
    searchField: (typeof userSearchIndex)["searchField"];
    filterFields: (typeof userSearchIndex)["filterFields"][number];
  };
};

/** An app's `users` table with what Gatehouse keeps on it; the app's own part keeps its types. */
type GatehouseUsers<
  F extends Fields,
  I extends GenericTableIndexes,
  S extends GenericTableSearchIndexes,
  V extends GenericTableVectorIndexes,
> = TableDefinition<
  VObject<ObjectType<AllFields<F>>, AllFields<F>>,
  Merged<I, OurIndexes>,
  Merged<S, OurSearchIndex>,
  V
>;

type NoIndexes = Record<never, never>;

interface Options {
  /**
   * Builds our indexes in the background first, for a table so large that a push would wait for
   * them: push with `true`, wait until the dashboard shows them built, then push without.
   */
  staged?: boolean;
}

/**
 * The `users` table of an app with Gatehouse's fields (all optional) and indexes (`gatehouse_…`)
 * added. Takes the app's fields, or its finished `defineTable(…)` with all its indexes.
 * @example users: gatehouseUsers(defineTable({ workosId: v.string(), … }).index("by_email", ["email"]))
 * @throws a sentence when a field is missing, or is of another type than Gatehouse keeps
 */
export function gatehouseUsers<
  T,
  F extends Fields,
  P extends string,
  I extends GenericTableIndexes,
  S extends GenericTableSearchIndexes,
  V extends GenericTableVectorIndexes,
>(
  table: TableDefinition<VObject<T, F, "required", P>, I, S, V>,
  options?: Options,
): GatehouseUsers<F, I, S, V>;
export function gatehouseUsers<F extends Fields>(
  fields: F,
  options?: Options,
): GatehouseUsers<F, NoIndexes, NoIndexes, NoIndexes>;
export function gatehouseUsers(
  fieldsOrTable: Fields | TableDefinition,
  { staged = false }: Options = {},
): TableDefinition {
  const table = isTable(fieldsOrTable) ? fieldsOrTable : defineTable(fieldsOrTable);
  const { validator } = table;
  if (validator.kind !== "object") {
    throw new Error(
      "Gatehouse adds fields to `users`, so the table has to be one object: defineTable({ … }), not a union.",
    );
  }
  requireFits(validator.fields);
  const guest = copyOf(table);
  appFields.set(guest, validator.fields);
  guest.validator = v.object({ ...guestFields, ...validator.fields });
  for (const [name, [first, ...rest]] of Object.entries(userIndexes)) {
    const fields: [string, ...string[]] = [first, ...rest];
    // A staged index is an overload of its own.
    if (staged) guest.index(name, { fields, staged });
    else guest.index(name, fields);
  }
  const { name, searchField, filterFields } = userSearchIndex;
  const search = { searchField, filterFields: [...filterFields] };
  if (staged) guest.searchIndex(name, { ...search, staged });
  else guest.searchIndex(name, search);
  return guest;
}

/** The fields each table had before ours came. */
const appFields = new WeakMap<object, Fields>();

/**
 * The app's own fields of its users table.
 * @throws when the table was not made by {@link gatehouseUsers}
 */
export function appFieldsOf(table: object | undefined): Fields {
  const fields = table === undefined ? undefined : appFields.get(table);
  if (fields === undefined) {
    throw new Error("schema.ts has no `users: gatehouseUsers(…)`: see gatehouse/README.md.");
  }
  return fields;
}

function isTable(value: Fields | TableDefinition): value is TableDefinition {
  return typeof value.validator === "object" && "kind" in value.validator && "index" in value;
}

/** A table of its own with the same indexes: the app's object stays as the app wrote it. */
function copyOf(table: TableDefinition): TableDefinition {
  const parts = Object.entries(table).map(([key, part]: [string, unknown]) => {
    return [key, Array.isArray(part) ? [...(part as unknown[])] : part];
  });
  return Object.assign(defineTable({}), Object.fromEntries(parts)) as TableDefinition;
}
