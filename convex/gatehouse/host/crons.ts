import type { Crons } from "convex/server";
import { internal } from "../../_generated/api";

/** Adds what Gatehouse does by itself; each name begins with `gatehouse: `. */
export function addGatehouseCrons(crons: Crons): void {
  crons.interval(
    "gatehouse: drain the Events API",
    { minutes: 1 },
    internal.gatehouse.drain.pull.run,
    {},
  );
  crons.interval(
    "gatehouse: resume lost attempts",
    { minutes: 10 },
    internal.gatehouse.inbox.retries.resume,
    {},
  );
  // These read the running one, if any.
  crons.interval(
    "gatehouse: resume a stalled comparison",
    { minutes: 1 },
    internal.gatehouse.reconcile.resumeStalled,
    {},
  );
  crons.interval(
    "gatehouse: resume a stalled replay",
    { minutes: 1 },
    internal.gatehouse.replay.steps.resumeStalled,
    {},
  );
  crons.daily(
    "gatehouse: compare with WorkOS",
    { hourUTC: 2, minuteUTC: 40 },
    internal.gatehouse.reconcile.startBySystem,
    { startedBy: "cron" },
  );
  crons.daily(
    "gatehouse: prune what was kept long enough",
    { hourUTC: 3, minuteUTC: 10 },
    internal.gatehouse.retention.nightly.pruneAll,
    {},
  );
}
