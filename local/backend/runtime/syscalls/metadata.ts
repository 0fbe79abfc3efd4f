import { convexToJson } from "convex/values";
import { transactionOf } from "./documents";
import {
  everywhere,
  inActions,
  inMutations,
  inTransactions,
  type AsyncHandler,
  type ByKind,
  type SyncHandler,
} from "./handler";

/** What `ctx.meta` says about the deployment: one machine, no region, the smallest class. */
const DEPLOYMENT = JSON.stringify({ name: "local", region: null, class: "s16" });

const requestMetadata: AsyncHandler = ({ origin }) =>
  JSON.stringify({
    ip: origin.request?.ip ?? null,
    userAgent: origin.request?.userAgent ?? null,
    requestId: origin.requestId,
    scheduledFunctionId: origin.jobId,
    authToken: origin.request?.authToken ?? null,
  });

/** `ctx.meta` of each kind of function. */
export const metadataSyscalls: Record<string, ByKind<AsyncHandler>> = {
  "1.0/getTransactionMetrics": inTransactions((invocation) =>
    JSON.stringify(transactionOf(invocation).metrics()),
  ),
  "1.0/getFunctionMetadata": everywhere(({ path }) =>
    JSON.stringify({ name: path, componentPath: "" }),
  ),
  "1.0/getDeploymentMetadata": everywhere(() => DEPLOYMENT),
  "1.0/getRequestMetadata": { ...inMutations(requestMetadata), ...inActions(requestMetadata) },
};

/** `ctx.meta.getSnapshotTs`, in nanoseconds. */
export const snapshotSyscalls: Record<string, ByKind<SyncHandler>> = {
  "1.0/getSnapshotTs": inTransactions((invocation) =>
    JSON.stringify(convexToJson(transactionOf(invocation).snapshotTs)),
  ),
};
