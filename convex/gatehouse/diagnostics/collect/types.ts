import type { AuthMode } from "../catalogue/types";
import type { CheckKey } from "../checks";
import type { Evidence } from "../evidence";
import type { EnvironmentRecord } from "../judge/types";
import type { OwnToken } from "../ownToken";
import type { Get } from "./get";

/** The environment a check is about. */
export interface Target {
  environment: EnvironmentRecord;
  redirectUris: readonly string[];
  /** Null when nobody said: the path of the redirect URI. */
  callbackPath: string | null;
  authMode: AuthMode;
  /** Where the app starts a sign-in; null or absent when nobody noted it. */
  signInEndpoint?: string | null;
}

/** What a collector may use. */
export interface Tools {
  get: Get;
  /** Origin of WorkOS's API, such as `https://api.workos.com`. */
  workosOrigin: string;
  /** The API key of the target's WorkOS environment, or why there is none, in words. */
  apiKey: { key: string } | { missing: string };
  /** What the operator's browser says about its own access token; absent when it said nothing. */
  ownToken?: OwnToken;
  /** Whether the deployment has this signing secret; absent where its secrets are not known. */
  hasWebhookSecret?: (secret: string) => boolean;
  /** Evidence that the Convex deployment itself holds. */
  stored(check: CheckKey): Promise<Evidence[]>;
  /** Epoch milliseconds. */
  now(): number;
}

/** Collects the evidence of one check; throws a `ProbeError` when that is not possible. */
export type Collector = (target: Target, tools: Tools) => Promise<Evidence[]>;
