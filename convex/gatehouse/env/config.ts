import type { Value } from "convex/values";

/** Who a row is about to be made for, as far as WorkOS has said. */
export interface NewUser {
  workosId: string;
  email?: string;
  emailVerified?: boolean;
  name?: string;
  firstName?: string;
  lastName?: string;
  avatarUrl?: string;
  locale?: string;
  externalId?: string;
}

export interface GatehouseConfig {
  /** Where WorkOS sends webhooks, such as `/workos/3f9c…`; the variable WORKOS_WEBHOOK_PATH outranks it. */
  webhookPath?: string;
  /**
   * The app's own required fields of a row that a webhook or a first sign-in is about to make.
   * @example newUser: ({ email }) => ({ plan: "free", email: email ?? "" })
   */
  newUser?: (profile: NewUser) => Record<string, Value>;
}

/** What an app tells Gatehouse about itself, in `gatehouse.config.ts`. */
export function defineGatehouse(config: GatehouseConfig): GatehouseConfig {
  return config;
}
