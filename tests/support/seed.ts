// Every test file: properties try the same cases at each run, so that a red run is due to a change.
import fc from "fast-check";

const DEFAULT_SEED = 20_261_124;

fc.configureGlobal({ seed: Number(process.env.GATEHOUSE_SEED ?? DEFAULT_SEED) });
