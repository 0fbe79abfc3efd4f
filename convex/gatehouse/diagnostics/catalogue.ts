import { callbackCauses } from "./catalogue/callback";
import { clientCauses } from "./catalogue/client";
import { convexCauses } from "./catalogue/convex";
import { cookieFlagCauses } from "./catalogue/cookieFlags";
import { cookieCauses } from "./catalogue/cookies";
import { corsCauses } from "./catalogue/cors";
import { personCauses } from "./catalogue/person";
import { redirectCauses } from "./catalogue/redirect";
import { refusalCauses } from "./catalogue/refusals";
import { sessionCauses } from "./catalogue/session";
import type { CatalogueEntry, Cause, CauseGroup } from "./catalogue/types";
import { userRowCauses } from "./catalogue/userRows";
import { webhookCauses } from "./catalogue/webhooks";

/** The groups in the order in which a sign-in passes them, with their causes. */
const groups = {
  client: clientCauses,
  redirect: { ...redirectCauses, ...callbackCauses },
  cors: corsCauses,
  cookies: { ...cookieCauses, ...cookieFlagCauses },
  session: sessionCauses,
  convex: convexCauses,
  webhooks: { ...webhookCauses, ...userRowCauses },
  person: { ...refusalCauses, ...personCauses },
} as const satisfies Record<CauseGroup, Record<string, Cause>>;

type CodesOf<Group> = Group extends CauseGroup ? keyof (typeof groups)[Group] : never;

/** A code of the catalogue. */
export type CauseCode = CodesOf<CauseGroup>;

/** One published cause, with its code known to the compiler. */
export interface CauseEntry extends CatalogueEntry {
  code: CauseCode;
}

/** The groups in the order in which a sign-in passes them. */
export const CAUSE_GROUPS = Object.keys(groups) as readonly CauseGroup[];

/** The four entries of the original troubleshooting guide; they come first everywhere. */
export const ORIGINAL_GUIDE: readonly CauseCode[] = [
  "redirect-uri-not-registered",
  "cookie-not-set",
  "user-not-created",
  "production-differs-from-local",
];

const allCauses = CAUSE_GROUPS.flatMap((group) =>
  Object.entries(groups[group]).map(([code, cause]): CauseEntry =>
    Object.freeze({ code: code as CauseCode, group, ...cause }),
  ),
);

const byCode = new Map(allCauses.map((entry) => [entry.code, entry]));

/**
 * Whether a text is a code of the catalogue.
 * @param code any text, for example from a stored diagnosis.
 */
export function isCauseCode(code: string): code is CauseCode {
  return byCode.has(code as CauseCode);
}

/**
 * The catalogue entry of a cause.
 * @param code a code of the catalogue.
 * @returns its frozen entry.
 */
export function causeOf(code: CauseCode): CauseEntry {
  const entry = byCode.get(code);
  if (entry === undefined) {
    throw new Error(`No cause has the code "${code}". See docs/diagnostics.md for all codes.`);
  }
  return entry;
}

/** Every cause, the original guide's four first, then by stage of the sign-in. */
export const catalogue: readonly CauseEntry[] = Object.freeze([
  ...ORIGINAL_GUIDE.map(causeOf),
  ...allCauses.filter((entry) => !ORIGINAL_GUIDE.includes(entry.code)),
]);
