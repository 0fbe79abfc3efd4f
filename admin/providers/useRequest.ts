import { useCallback, useState } from "react";
import { toReadableError, type ReadableError } from "./readableError";

/** Where a call that somebody started has got to. */
export interface Request<T> {
  busy: boolean;
  /** What the latest call that succeeded answered. */
  data: T | undefined;
  /** Why the latest call failed. */
  failure: ReadableError | null;
}

/**
 * A mutation or action that a button starts.
 * @param call what to do; its answer is kept, its failure put into words
 * @returns where it has got to, and what starts it
 * @example const [request, run] = useRequest(() => repair({ driftId }));
 */
export function useRequest<T>(call: () => Promise<T>): [Request<T>, () => void] {
  const [request, setRequest] = useState<Request<T>>({
    busy: false,
    data: undefined,
    failure: null,
  });
  const run = useCallback(() => {
    setRequest(({ data }) => ({ busy: true, data, failure: null }));
    call().then(
      (data) => setRequest({ busy: false, data, failure: null }),
      (error: unknown) =>
        setRequest(({ data }) => ({ busy: false, data, failure: toReadableError(error) })),
    );
  }, [call]);
  return [request, run];
}
