import { analyseHar } from "../../analysis/har/analyseHar";
import type { HarReply, HarRequest } from "./harMessages";

/** The page hears of progress this often, in bytes. */
const PROGRESS_STEP_BYTES = 1024 * 1024;

const reply = (message: HarReply) => self.postMessage(message);

self.addEventListener("message", ({ data }: MessageEvent<HarRequest>) => {
  let told = 0;
  analyseHar(data.file.stream(), {
    environments: data.environments,
    deployment: data.deployment,
    now: Date.now(),
    onProgress: (bytes) => {
      if (bytes - told < PROGRESS_STEP_BYTES) return;
      told = bytes;
      reply({ bytes });
    },
  }).then(
    (outcome) => reply({ outcome }),
    () =>
      reply({
        outcome: {
          problem: "This file could not be read. Save the recording again with “Export HAR”.",
        },
      }),
  );
});
