import { useMutation } from "convex/react";
import { useState } from "react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { toReadableError } from "../../providers/readableError";
import { ownToken } from "../../providers/session";
import type { Check } from "./runWords";

/** Starts an environment's checks, all or some, with what one's own token says; progress arrives live. */
export function useRunChecks(environmentId: Id<"environments">) {
  const start = useMutation(api.gatehouse.diagnostics.run);
  const [failure, setFailure] = useState<string | null>(null);
  const run = (checks?: Check["key"][]) => {
    setFailure(null);
    const token = ownToken.get();
    start({ environmentId, ...(checks && { checks }), ...(token && { token }) }).catch(
      (error: unknown) => setFailure(toReadableError(error).message),
    );
  };
  return { run, failure };
}
