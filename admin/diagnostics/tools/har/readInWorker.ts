import type { HarOutcome, HarReply, HarRequest } from "./harMessages";

interface Reading {
  /** Called with the bytes read so far. */
  onProgress: (bytes: number) => void;
  signal: AbortSignal;
}

/**
 * Reads a recording beside the page, so that the page stays alive however large the file is.
 * Nothing is sent anywhere.
 * @returns what the recording shows, or a sentence; never settles once stopped
 */
export function readInWorker(
  request: HarRequest,
  { onProgress, signal }: Reading,
): Promise<HarOutcome> {
  const worker = new Worker(new URL("./harWorker.ts", import.meta.url), { type: "module" });
  signal.addEventListener("abort", () => worker.terminate());
  return new Promise((resolve) => {
    const end = (outcome: HarOutcome) => {
      worker.terminate();
      resolve(outcome);
    };
    worker.addEventListener("message", ({ data }: MessageEvent<HarReply>) => {
      if ("bytes" in data) onProgress(data.bytes);
      else end(data.outcome);
    });
    worker.addEventListener("error", () =>
      end({ problem: "The recording could not be read in this browser. Reload and try again." }),
    );
    worker.postMessage(request);
  });
}
