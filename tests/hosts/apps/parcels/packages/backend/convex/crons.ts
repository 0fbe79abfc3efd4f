import { cronJobs } from "convex/server";
import { internal } from "./_generated/api";

const crons = cronJobs();

crons.daily("assign what waits", { hourUTC: 5, minuteUTC: 30 }, internal.parcels.assignWaiting);

export default crons;
