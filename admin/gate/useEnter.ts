import { useMutation } from "convex/react";
import { useCallback, useEffect, useState } from "react";
import { api } from "../../convex/_generated/api";
import type { Viewer } from "./sessionState";

type Outcome = { settled: boolean; error: Error | null };

/**
 * Makes sure the person has a row, and asks to be let in: once after signing in, and again
 * whenever what kept them out may have changed (their profile arrived, their address was verified).
 * @returns `settled` once Convex has answered, and why it could not
 */
export function useEnter(isAuthenticated: boolean, viewer: Viewer | undefined) {
  const ensureUser = useMutation(api.gatehouse.provisioning.ensureUser);
  const enterAsOperator = useMutation(api.gatehouse.operators.enter);
  const [outcome, setOutcome] = useState<Outcome>({ settled: false, error: null });

  const enter = useCallback(() => {
    ensureUser({})
      .then(() => enterAsOperator({}))
      .then(
        () => setOutcome({ settled: true, error: null }),
        (reason: unknown) => setOutcome({ settled: true, error: asError(reason) }),
      );
  }, [ensureUser, enterAsOperator]);

  const outside = viewer?.status === "notOperator" ? viewer : null;
  const obstacle = outside && `${outside.reason} ${outside.email}`;
  useEffect(() => {
    if (isAuthenticated && obstacle !== null) enter();
  }, [isAuthenticated, obstacle, enter]);

  return { enter, ...outcome };
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
