import { counters } from "./counters";
import {
  diagnosticChecks,
  diagnosticRuns,
  environmentReports,
  environments,
  loginLoops,
  selfChecks,
} from "./diagnostics";
import { inbox } from "./inbox";
import { metricDays } from "./metrics";
import { auditLog, operators } from "./operators";
import { sessionEnds, signIns, userDays } from "./signIns";
import { replayRuns } from "./replays";
import { drainPokes, drift, listedUsers, syncRuns, syncState } from "./sync";
import { userAgents } from "./users";

/** Every table that is Gatehouse's own, by name. */
export const gatehouseTables = {
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
};
