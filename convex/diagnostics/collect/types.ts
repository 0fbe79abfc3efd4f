import type { AuthMode } from "../catalogue/types";
import type { CheckKey } from "../checks";
import type { Evidence } from "../evidence";
import type { EnvironmentRecord } from "../judge/types";
import type { Get } from "./get";

/** The environment a check is about. */
export interface Target {
  environment: EnvironmentRecord;
  redirectUris: readonly string[];
  /** Null when nobody said: the path of the redirect URI. */
  callbackPath: string | null;
  authMode: AuthMode;
}

/** What a collector may use. */
export interface Tools {
  get: Get;
  /** Origin of WorkOS's API, such as `https://api.workos.com`. */
  workosOrigin: string;
  /** The API key of the target's WorkOS environment, or why there is none, in words. */
  apiKey: { key: string } | { missing: string };
  /** Evidence that the Convex deployment itself holds. */
  stored(check: CheckKey): Promise<Evidence[]>;
  /** Epoch milliseconds. */
  now(): number;
}

/** Collects the evidence of one check; throws a `ProbeError` when that is not possible. */
export type Collector = (target: Target, tools: Tools) => Promise<Evidence[]>;
