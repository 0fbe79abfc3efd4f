import { authSyscalls } from "./auth";
import { documentSyscalls, normalizeIdSyscalls } from "./documents";
import { functionSyscalls } from "./functions";
import type { AsyncHandler, ByKind, SyncHandler } from "./handler";
import { metadataSyscalls, snapshotSyscalls } from "./metadata";
import { queryAsyncSyscalls, querySyncSyscalls } from "./queries";
import { scheduleSyscalls } from "./schedule";
import { unsupportedSyscalls } from "./unsupported";

/** Operations answered at once, by their name in `convex/server`. */
export const syncSyscalls: Record<string, ByKind<SyncHandler>> = {
  ...normalizeIdSyscalls,
  ...querySyncSyscalls,
  ...snapshotSyscalls,
};

/** Operations answered with a promise, by their name in `convex/server`. */
export const asyncSyscalls: Record<string, ByKind<AsyncHandler>> = {
  ...authSyscalls,
  ...documentSyscalls,
  ...functionSyscalls,
  ...metadataSyscalls,
  ...queryAsyncSyscalls,
  ...scheduleSyscalls,
  ...unsupportedSyscalls,
};
