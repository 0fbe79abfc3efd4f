type Params = Readonly<Record<string, unknown>>;

/**
 * What the search part of an address says of a list, as react-admin writes it there. What is said
 * twice, and a filter that is no JSON, reads as null: nothing that a list knows.
 */
export function paramsOf(search: string): Params {
  const said = new URLSearchParams(search);
  return Object.fromEntries(
    [...said.keys()].map((key) => {
      const values = said.getAll(key);
      return [key, values.length === 1 ? read(key, values.join()) : null];
    }),
  );
}

function read(key: string, value: string): unknown {
  if (key === "page" || key === "perPage") return Number(value);
  return key === "filter" ? parsed(value) : value;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** The search part of the address that says this of a list. */
export function searchOf(params: Params): string {
  const said = Object.entries(params).map(([key, value]) => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return new URLSearchParams(said).toString();
}
