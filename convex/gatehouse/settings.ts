import { v } from "convex/values";
import { nullable } from "convex-helpers/validators";
import {
  adminEmails,
  environmentName,
  readEnv,
  readEnvList,
  webhookPath,
  workosApiUrl,
} from "./env/read";
import { operatorQuery } from "./functions";

/** Facts about how this deployment is configured; never the value of a secret. */
export const get = operatorQuery({
  role: "auditor",
  args: {},
  returns: v.object({
    environmentName: v.string(),
    workosClientId: nullable(v.string()),
    apiHost: v.string(),
    webhookUrl: v.string(),
    webhookSecretConfigured: v.boolean(),
    apiKeyConfigured: v.boolean(),
    admins: v.number(),
  }),
  handler: async () => ({
    environmentName: environmentName(),
    workosClientId: readEnv("WORKOS_CLIENT_ID"),
    apiHost: new URL(workosApiUrl()).host,
    webhookUrl: (readEnv("CONVEX_SITE_URL") ?? "") + webhookPath(),
    webhookSecretConfigured:
      readEnvList("WORKOS_WEBHOOK_SECRET").length > 0 || readEnv("SVIX_WEBHOOK_SECRET") !== null,
    apiKeyConfigured: readEnv("WORKOS_API_KEY") !== null,
    admins: adminEmails().length,
  }),
});
