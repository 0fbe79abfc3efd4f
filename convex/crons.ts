import { cronJobs } from "convex/server";
import { internal } from "./_generated/api";

const crons = cronJobs();

crons.interval("drain the Events API", { minutes: 1 }, internal.drain.run, {});
crons.interval("resume lost attempts", { minutes: 10 }, internal.inboxRetries.resume, {});
// These read the running one, if any.
crons.interval("resume a stalled comparison", { minutes: 1 }, internal.reconcile.resumeStalled, {});
crons.interval("resume a stalled replay", { minutes: 1 }, internal.replaySteps.resumeStalled, {});
crons.daily(
  "compare with WorkOS",
  { hourUTC: 2, minuteUTC: 40 },
  internal.reconcile.startBySystem,
  {
    startedBy: "cron",
  },
);
crons.daily(
  "prune what was kept long enough",
  { hourUTC: 3, minuteUTC: 10 },
  internal.retention.pruneAll,
  {},
);

export default crons;
