import type { ModelConfig, WebhookEndpointSeed } from "./config";
import { type IdMaker, randomToken } from "./ids";
import type { Tables } from "./tables";
import type { CorsOrigin, RedirectUri, WebhookEndpoint } from "./types";

/** Brings the lists of an environment up to its configuration; what people added stays. */
export function configureEnvironment(config: ModelConfig, ids: IdMaker, tables: Tables): void {
  for (const uri of config.redirectUris)
    if (!tables.redirectUris.find((row) => row.uri === uri))
      tables.redirectUris.put(newRedirectUri(uri, tables, ids, config.now()));
  for (const origin of config.corsOrigins)
    if (!tables.corsOrigins.find((row) => row.origin === origin))
      tables.corsOrigins.put(newCorsOrigin(origin, ids, config.now()));
  for (const seed of config.webhookEndpoints) {
    const present = tables.webhookEndpoints.find((row) => row.endpoint_url === seed.url);
    tables.webhookEndpoints.put({
      ...(present ?? newWebhookEndpoint(seed, ids, config.now())),
      secret: seed.secret,
      events: [...seed.events],
    });
  }
}

/** Builds a redirect URI; the first one of an environment is its default. */
export function newRedirectUri(
  uri: string,
  tables: Tables,
  ids: IdMaker,
  nowMs: number,
): RedirectUri {
  return {
    object: "redirect_uri",
    uri,
    default: tables.redirectUris.size === 0,
    ...born("redir", ids, nowMs),
  };
}

/** Builds a CORS origin. */
export function newCorsOrigin(origin: string, ids: IdMaker, nowMs: number): CorsOrigin {
  return { object: "cors_origin", origin, ...born("cors_origin", ids, nowMs) };
}

/** Builds an enabled webhook endpoint, with a secret of its own unless one is given. */
export function newWebhookEndpoint(
  seed: Omit<WebhookEndpointSeed, "secret"> & { readonly secret?: string },
  ids: IdMaker,
  nowMs: number,
): WebhookEndpoint {
  return {
    object: "webhook_endpoint",
    endpoint_url: seed.url,
    secret: seed.secret ?? `whsec_${randomToken(25)}`,
    status: "enabled",
    events: [...seed.events],
    ...born("we", ids, nowMs),
  };
}

function born(prefix: string, ids: IdMaker, nowMs: number) {
  const at = new Date(nowMs).toISOString();
  return { id: ids(prefix, nowMs), created_at: at, updated_at: at };
}
