import type { Call, MutationRun, Run } from "./engine";
import { FunctionError, serverError } from "./errors";
import type { Failure, MutationOutcome, Outcome, Success } from "./types";

/** How a call ended, in the words and encoding that clients get. */
export function outcome(run: Run, call: Call): Outcome {
  if (run.ok) return success(run);
  return failure(run.error, run.logLines, call);
}

/** The same with the commit's timestamp. */
export function mutationOutcome(run: MutationRun, call: Call): MutationOutcome {
  if (run.ok) return { ...success(run), ts: run.ts };
  return failure(run.error, run.logLines, call);
}

/** A call that failed before any function ran. Other errors than the caller's are thrown on. */
export function failureOf(error: unknown, call: Call): Failure {
  if (error instanceof FunctionError) return failure(error, [], call);
  throw error;
}

function success({ json, logLines }: Extract<Run, { ok: true }>): Success {
  return { ok: true, value: JSON.parse(json), logLines };
}

function failure(error: FunctionError, logLines: string[], { origin }: Call): Failure {
  return {
    ok: false,
    errorMessage: serverError(origin.requestId, error.message),
    ...(error.data === undefined ? {} : { errorData: error.data }),
    logLines,
  };
}
