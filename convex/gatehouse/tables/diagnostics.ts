import { defineTable } from "convex/server";
import { v } from "convex/values";
import { literals, nullable } from "convex-helpers/validators";
import { CHECK_KEYS } from "../diagnostics/checks";

const text = nullable(v.string());

const authMode = literals("client-only", "cookie");
export const workosKind = literals("production", "staging");
export const checkKey = literals(...CHECK_KEYS);
export const checkState = literals("pending", "running", "passed", "findings", "unavailable");
export const runState = literals("running", "finished", "abandoned");

/**
 * What has no API, as an operator read it in the WorkOS dashboard or tried it; null means "not set".
 */
export const checklist = v.object({
  signInEndpoint: text,
  homepageUrl: text,
  // Absent: none is set, or nobody looked.
  signOutRedirects: v.optional(v.string()),
  signOutAsksAgain: v.optional(v.boolean()),
});

/** What an operator says about an environment of the app. */
export const environmentFields = {
  name: v.string(),
  appUrl: v.string(),
  redirectUris: v.array(v.string()),
  authMode,
  apiHost: v.string(),
  clientId: v.string(),
  // Absent: the path of the first redirect URI.
  callbackPath: v.optional(v.string()),
  checklist: v.optional(checklist),
  // Absent: production when the name is Production.
  kind: v.optional(workosKind),
  // Absent: this deployment.
  convexUrl: v.optional(v.string()),
  // `environment_…`, for links into the WorkOS dashboard.
  workosEnvironmentId: v.optional(v.string()),
};

/** An operator's own access token, as their browser describes it (`diagnostics/ownToken.ts`). */
export const ownToken = v.object({
  algorithm: text,
  keyId: text,
  issuer: text,
  audience: v.array(v.string()),
  clientId: text,
  issuedAt: nullable(v.number()),
  expiresAt: nullable(v.number()),
  claimNames: v.array(v.string()),
});

/** The environments of the app: what is meant to be. */
export const environments = defineTable({
  ...environmentFields,
  createdAt: v.number(),
  updatedAt: v.number(),
}).index("by_name", ["name"]);

/** A finding as `diagnostics/judge` makes it. */
export const finding = v.object({
  code: v.string(),
  title: v.string(),
  severity: literals("blocking", "degrading", "advisory"),
  certainty: literals("proven", "likely", "possible", "unknown"),
  subject: v.string(),
  sentence: v.string(),
  howWeKnow: v.string(),
  evidence: v.array(v.object({ kind: v.string(), source: v.string(), at: v.number() })),
  remedy: v.array(v.string()),
  link: v.union(
    v.object({ label: v.string(), href: v.string() }),
    v.object({ command: v.string() }),
    v.null(),
  ),
  unknownReason: text,
  // What support can write to the person, when the person can do something.
  reply: v.optional(v.string()),
});

/** One run of an environment's checks. */
export const diagnosticRuns = defineTable({
  environmentId: v.id("environments"),
  state: runState,
  startedAt: v.number(),
  finishedAt: v.optional(v.number()),
  // WorkOS id of the operator, or the word "local stack".
  startedBy: v.string(),
  findings: v.array(finding),
})
  .index("by_started_at", ["startedAt"])
  .index("by_environment_started_at", ["environmentId", "startedAt"]);

/** One check of a run; a row of its own, because checks finish side by side. */
export const diagnosticChecks = defineTable({
  runId: v.id("diagnosticRuns"),
  key: checkKey,
  state: checkState,
  startedAt: v.optional(v.number()),
  finishedAt: v.optional(v.number()),
  reason: v.optional(v.string()),
  // Evidence[] as JSON text, without secrets.
  evidence: v.string(),
}).index("by_run_key", ["runId", "key"]);

/** A variable as `npm run doctor --report` tells of it: never the value of a secret. */
export const reportedVariable = v.object({
  name: v.string(),
  length: nullable(v.number()),
  value: text,
  prefix: text,
});

/** What `npm run doctor --report` said about a host. */
export const environmentReports = defineTable({
  environmentName: v.string(),
  at: v.number(),
  side: literals("hosting", "server"),
  cookiePasswordLength: nullable(v.number()),
  variables: v.array(reportedVariable),
})
  .index("by_at", ["at"])
  .index("by_environment_at", ["environmentName", "at"]);

/** A device that signed in again and again (`webhooks/loops.ts`). */
export const loginLoops = defineTable({
  workosUserId: v.string(),
  startedAt: v.number(),
  endedAt: v.number(),
  count: v.number(),
  medianGapMs: v.number(),
  ip: text,
  userAgent: text,
  probableCause: literals("cookie-not-set", "third-party-cookie-blocked"),
  resolved: v.boolean(),
})
  .index("by_started_at", ["startedAt"])
  .index("by_resolved_started_at", ["resolved", "startedAt"])
  .index("by_workos_user_started_at", ["workosUserId", "startedAt"]);

/** What a person's own browser reports: presence only, never a value. */
export const selfCheckReport = v.object({
  hostname: v.string(),
  // Absent: the page did not say.
  origin: v.optional(v.string()),
  browser: v.string(),
  cookiesEnabled: v.boolean(),
  localStorageWritable: v.boolean(),
  sessionStorageWritable: v.boolean(),
  thirdPartyCookies: nullable(v.boolean()),
  secureContext: v.boolean(),
  cryptoSubtle: v.boolean(),
  clockOffsetMs: nullable(v.number()),
  // Null, like all that belongs to the app's own origin, when the page was of another.
  sessionHints: nullable(v.number()),
  verifiers: nullable(v.number()),
  refreshTokenInLocalStorage: nullable(v.boolean()),
  rememberedOrganizationId: text,
  blockedRequests: v.array(
    v.object({
      host: v.string(),
      reason: literals("cors", "blocked", "network"),
      // Whether the host answers this deployment; absent when that was not asked.
      answersElsewhere: v.optional(v.boolean()),
    }),
  ),
  app: nullable(
    v.object({
      authkitUser: v.boolean(),
      convexAuthenticated: v.boolean(),
      convexWasAuthenticated: v.boolean(),
      convexLoadingMs: v.number(),
    }),
  ),
});

/** A link support sends to a person; the code is all that is needed to answer, once. */
export const selfChecks = defineTable({
  code: v.string(),
  createdAt: v.number(),
  createdBy: v.string(),
  expiresAt: v.number(),
  workosUserId: v.optional(v.string()),
  submittedAt: v.optional(v.number()),
  report: v.optional(selfCheckReport),
})
  .index("by_code", ["code"])
  .index("by_expires_at", ["expiresAt"])
  .index("by_workos_user_created_at", ["workosUserId", "createdAt"]);
