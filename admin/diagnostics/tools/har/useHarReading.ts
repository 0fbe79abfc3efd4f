import { useConvex, useQuery } from "convex/react";
import { useEffect, useRef, useState } from "react";
import { api } from "../../../../convex/_generated/api";
import { deploymentValues } from "../deploymentValues";
import type { HarOutcome } from "./harMessages";
import { knownEnvironments } from "./knownEnvironments";
import { readInWorker } from "./readInWorker";

/** What is happening to a dropped recording. */
export type HarReading =
  | { state: "none" }
  | { state: "reading"; name: string; share: number }
  | { state: "done"; name: string; outcome: HarOutcome };

/** Reads recordings one at a time; a new one stops the one before. */
export function useHarReading() {
  const [reading, setReading] = useState<HarReading>({ state: "none" });
  const environments = useQuery(api.gatehouse.environments.list, {});
  const convex = useConvex();
  const current = useRef<AbortController | null>(null);
  useEffect(() => () => current.current?.abort(), []);

  const stop = () => {
    current.current?.abort();
    setReading({ state: "none" });
  };
  const read = (file: Blob, name: string) => {
    current.current?.abort();
    const controller = new AbortController();
    current.current = controller;
    setReading({ state: "reading", name, share: 0 });
    const onProgress = (bytes: number) =>
      setReading({ state: "reading", name, share: Math.min(1, bytes / Math.max(1, file.size)) });
    const rows = environments ?? [];
    void knownEnvironments(convex, rows)
      .then((known) => {
        const request = { file, environments: known, deployment: deploymentValues(rows) };
        return readInWorker(request, { onProgress, signal: controller.signal });
      })
      .then((outcome) => setReading({ state: "done", name, outcome }));
  };
  return { reading, read, stop };
}
