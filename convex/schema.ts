import { defineSchema } from "convex/server";
import { counters } from "./tables/counters";
import {
  diagnosticChecks,
  diagnosticRuns,
  environmentReports,
  environments,
  loginLoops,
  selfChecks,
} from "./tables/diagnostics";
import { inbox } from "./tables/inbox";
import { metricDays } from "./tables/metrics";
import { auditLog, operators } from "./tables/operators";
import { sessionEnds, signIns, userDays } from "./tables/signIns";
import { replayRuns } from "./tables/replays";
import { drainPokes, drift, listedUsers, syncRuns, syncState } from "./tables/sync";
import { userAgents, users } from "./tables/users";

export default defineSchema({
  users,
  userAgents,
  inbox,
  signIns,
  sessionEnds,
  userDays,
  metricDays,
  syncState,
  drainPokes,
  syncRuns,
  drift,
  listedUsers,
  replayRuns,
  operators,
  auditLog,
  counters,
  environments,
  environmentReports,
  diagnosticRuns,
  diagnosticChecks,
  loginLoops,
  selfChecks,
});
