import type { FieldError } from "./respond";

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const MAX_METADATA_KEYS = 50;
const MAX_METADATA_KEY_LENGTH = 40;
const MAX_METADATA_VALUE_LENGTH = 600;
const MAX_EXTERNAL_ID_LENGTH = 128;

const TEXT_OR_NULL = ["first_name", "last_name", "locale", "external_id"] as const;

/** Says what is wrong with the fields of a user, by the limits of WorkOS's OpenAPI document. */
export function userInputErrors(
  input: Record<string, unknown>,
  purpose: "create" | "update",
): FieldError[] {
  return [
    ...emailErrors(input.email, purpose),
    ...TEXT_OR_NULL.filter((field) => !isTextOrEmpty(input[field])).map((field) =>
      invalid(field, "must be a string or null"),
    ),
    ...(isFlagOrEmpty(input.email_verified)
      ? []
      : [invalid("email_verified", "must be true or false")]),
    ...(typeof input.external_id === "string" && input.external_id.length > MAX_EXTERNAL_ID_LENGTH
      ? [invalid("external_id", `must have at most ${MAX_EXTERNAL_ID_LENGTH} characters`)]
      : []),
    ...metadataErrors(input.metadata),
  ];
}

function emailErrors(email: unknown, purpose: "create" | "update"): FieldError[] {
  if (email === undefined && purpose === "update") return [];
  if (email === undefined)
    return [{ field: "email", code: "email_required", message: "email is required." }];
  return typeof email === "string" && EMAIL.test(email)
    ? []
    : [invalid("email", "must be an e-mail address")];
}

function metadataErrors(metadata: unknown): FieldError[] {
  if (metadata === undefined || metadata === null) return [];
  if (typeof metadata !== "object" || Array.isArray(metadata))
    return [invalid("metadata", "must be an object of strings")];
  const entries = Object.entries(metadata);
  const fits = entries.every(
    ([key, value]) =>
      key.length <= MAX_METADATA_KEY_LENGTH &&
      typeof value === "string" &&
      value.length <= MAX_METADATA_VALUE_LENGTH,
  );
  return fits && entries.length <= MAX_METADATA_KEYS
    ? []
    : [
        invalid(
          "metadata",
          `takes ${MAX_METADATA_KEYS} keys of ${MAX_METADATA_KEY_LENGTH} characters with values of ${MAX_METADATA_VALUE_LENGTH}`,
        ),
      ];
}

function isTextOrEmpty(value: unknown): boolean {
  return value === undefined || value === null || typeof value === "string";
}

function isFlagOrEmpty(value: unknown): boolean {
  return value === undefined || value === null || typeof value === "boolean";
}

function invalid(field: string, problem: string): FieldError {
  return { field, code: "invalid", message: `${field} ${problem}.` };
}
