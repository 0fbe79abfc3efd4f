/**
 * Reads a JSON object from a request; anything else counts as an empty one, so that required
 * fields are found missing by whoever needs them.
 */
export async function readJson(request: Request): Promise<Record<string, unknown>> {
  const body: unknown = await request.json().catch(() => null);
  return typeof body === "object" && body !== null && !Array.isArray(body)
    ? (body as Record<string, unknown>)
    : {};
}

/** Reads the fields of an HTML form, or of a JSON object whose values are text. */
export async function readFields(request: Request): Promise<Record<string, string>> {
  const isForm = request.headers.get("content-type")?.includes("form-urlencoded");
  if (isForm) return Object.fromEntries(new URLSearchParams(await request.text()));
  const body = Object.entries(await readJson(request));
  return Object.fromEntries(
    body.filter((field): field is [string, string] => typeof field[1] === "string"),
  );
}
