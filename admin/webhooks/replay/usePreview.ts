import { useConvex } from "convex/react";
import type { FunctionArgs, FunctionReturnType } from "convex/server";
import { useCallback, useEffect } from "react";
import { api } from "../../../convex/_generated/api";
import { useRequest, type Request } from "../../providers/useRequest";

export type ReplayScope = FunctionArgs<typeof api.gatehouse.replay.start>["scope"];
export type ReplayPreview = FunctionReturnType<typeof api.gatehouse.replay.previewFailed>;

/**
 * Counts what a replay would touch, each time what is wanted changes.
 * @param since UTC epoch milliseconds
 */
export function usePreview(scope: ReplayScope, since: number): Request<ReplayPreview> {
  const convex = useConvex();
  const count = useCallback(
    () =>
      scope === "failed"
        ? convex.query(api.gatehouse.replay.previewFailed, { since })
        : convex.action(api.gatehouse.replay.previewMissing, { since }),
    [convex, scope, since],
  );
  const [request, run] = useRequest(count);
  useEffect(run, [run]);
  return request;
}
