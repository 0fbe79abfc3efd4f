import type { EvidenceFacts } from "../../../convex/diagnostics/evidence";
import type { SelfCheckFacts } from "../../../convex/diagnostics/selfCheckFacts";
import { MINUTE, NOW, personEvidence, seen, soundBrowser, soundFacts } from "../fixtures";
import type { Scenario } from "./types";
import { collected } from "./types";

const sound = soundFacts();
const { userRow, workosUser, signIns } = sound;

export const browser = (facts: Partial<SelfCheckFacts>) => ({
  selfCheck: { ...soundBrowser("app.example.com"), ...facts },
});

/** Failures of the last minutes after the last success, an hour ago. */
export const failing = (
  method: string,
  errorCode: string | null,
  count = 3,
): Pick<EvidenceFacts, "signIns"> => ({
  signIns: {
    ...signIns,
    attempts: [
      ...signIns.attempts,
      ...Array.from({ length: count }, (_, index) => ({
        at: NOW - (index + 1) * MINUTE,
        succeeded: false,
        method,
        errorCode,
      })),
    ],
  },
});

export const looping = (probableCause: string, gapMs = 1800): Pick<EvidenceFacts, "signIns"> => ({
  signIns: {
    ...signIns,
    attempts: Array.from({ length: 22 }, (_, index) => ({
      at: NOW - index * gapMs,
      succeeded: true,
      method: "oauth",
      errorCode: null,
    })),
    loops: [
      {
        startedAt: NOW - 22 * gapMs,
        endedAt: NOW,
        count: 22,
        medianGapMs: gapMs,
        probableCause,
        resolved: false,
      },
    ],
  },
});

export const absent = {
  workosUser: {
    ...workosUser,
    workosId: null,
    emailVerified: null,
    lastSignInAt: null,
    organizationIds: [],
  },
};
export const noRow = {
  userRow: { ...userRow, workosId: null, rows: 0, status: null, createdAt: null },
};

/** People who cannot sign in, for reasons of their own. */
export const brokenPeople: readonly Scenario[] = [
  collected(
    "a forgotten password",
    "credentials-refused",
    personEvidence(failing("password", "invalid_credentials", 5)),
  ),
  collected("a deleted account", "user-deleted", [
    ...personEvidence({
      ...absent,
      userRow: { ...userRow, status: "deleted", deletedAt: NOW - 60 * MINUTE },
      sessions: { sessions: [] },
    }),
  ]),
  collected(
    "another address than the one they signed up with",
    "person-unknown",
    personEvidence({
      ...absent,
      ...noRow,
      signIns: { ...signIns, attempts: [] },
      sessions: { sessions: [] },
    }),
  ),
  collected("signed in at WorkOS, no row", "user-not-created", personEvidence(noRow)),
  collected(
    "a profile that never came",
    "pending-profile",
    personEvidence({
      userRow: { ...userRow, status: "pending", email: null, createdAt: NOW - 20 * MINUTE },
    }),
  ),
  collected(
    "an address that was never verified",
    "email-unverified",
    personEvidence({
      ...failing("magic_auth", "email_verification_required", 2),
      workosUser: { ...workosUser, emailVerified: false },
    }),
  ),
  collected(
    "a browser that refuses cookies, in a loop",
    "browser-storage-blocked",
    personEvidence({
      ...looping("cookie-not-set"),
      ...browser({ cookiesEnabled: false, sessionStorageWritable: false }),
    }),
  ),
  collected(
    "a loop whose reason is not known yet",
    "cookie-not-set",
    personEvidence(looping("cookie-not-set")),
  ),
  collected(
    "an organization they left",
    "organization-stale",
    personEvidence(browser({ rememberedOrganizationId: "org_99" })),
  ),
  collected(
    "the tab slept and Convex gave up",
    "convex-token-refresh-ignored",
    personEvidence(
      browser({
        app: {
          authkitUser: true,
          convexAuthenticated: false,
          convexWasAuthenticated: true,
          convexLoadingMs: 0,
        },
      }),
    ),
  ),
  collected("an admin who is not listed", "operator-not-listed", [
    ...personEvidence(),
    seen("operatorEntry", { email: "ada@example.com", reason: "notListed" }),
  ]),
  collected("a pasted message from the console", "convex-provider-mismatch", [
    seen("errorMessage", {
      text: 'Failed to authenticate: "No auth provider found matching the given token", check your server auth config',
    }),
  ]),
];
