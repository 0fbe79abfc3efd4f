import { cronJobs } from "convex/server";
import { internal } from "./_generated/api";

const crons = cronJobs();

// Every night at 3:00 UTC
crons.cron("prune api logs", "0 3 * * *", internal.maintenance.pruneApiLogs, {});

crons.interval("find stuck deletions", { hours: 1 }, internal.maintenance.findStuckDeletions, {});

export default crons;
