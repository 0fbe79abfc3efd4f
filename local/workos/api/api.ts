import type { Model } from "../model/model";
import { type SigningKey, signingKey } from "../tokens/signingKey";
import type { Dispatcher } from "../webhooks/dispatcher";

/** What every area of the API is built from. */
export interface Api {
  readonly model: Model;
  readonly dispatcher: Dispatcher;
  /** Origin under which the API answers, without a final slash. */
  readonly baseUrl: string;
  /** Where WorkOS's error pages live. */
  readonly errorPages: string;
  /** Made at its first use: generating RSA keys takes a moment. */
  key(): SigningKey;
}

const WORKOS_ORIGIN = "https://api.workos.com";

/** Puts an API together. Error pages are WorkOS's own host only when the API is, too. */
export function createApi(model: Model, dispatcher: Dispatcher, baseUrl: string): Api {
  let key: SigningKey | undefined;
  return {
    model,
    dispatcher,
    baseUrl,
    errorPages: baseUrl === WORKOS_ORIGIN ? "https://error.workos.com" : `${baseUrl}/error`,
    key: () => (key ??= signingKey(model.settings)),
  };
}
