import { evidence, unavailable, type Evidence } from "../evidence";
import { concreteAddresses, ONLY_PATTERNS } from "./concrete";
import type { Collector, Target, Tools } from "./types";
import { listWorkos, textOf } from "./workos";

/** WorkOS's redirect URIs (an API since 2026), and the callback addresses the app is meant to use. */
export const redirectUris: Collector = async (target, tools) => {
  const source = "WorkOS's list of redirect URIs";
  const rows = await listWorkos(
    tools,
    "/user_management/redirect_uris",
    "its list of redirect URIs",
  );
  const uris = rows.flatMap((row) => {
    const uri = textOf(row, "uri");
    return uri === null ? [] : [{ uri, isDefault: row["default"] === true }];
  });
  const at = tools.now();
  return [evidence("redirectUris", { uris }, { source, at }), ...statedAddresses(target, at)];
};

function statedAddresses({ redirectUris: uris, callbackPath }: Target, at: number): Evidence[] {
  const concrete = concreteAddresses(uris);
  if (concrete.length === 0) {
    const from = { source: "this environment's record", at };
    return [unavailable("runtimeRedirectUri", ONLY_PATTERNS, from)];
  }
  // A single address without a path of its own is what judges assume anyway.
  if (uris.length < 2 && callbackPath === null) return [];
  return concrete.map((redirectUri) =>
    evidence(
      "runtimeRedirectUri",
      { redirectUri, handledPath: callbackPath },
      { source: `this environment's record (${redirectUri})`, at },
    ),
  );
}

/** WorkOS's CORS origins (an API since 2026). */
export const corsOrigins: Collector = async (_target, tools) => {
  const rows = await listWorkos(tools, "/user_management/cors_origins", "its CORS list");
  const origins = rows.map((row) => textOf(row, "origin")).filter((origin) => origin !== null);
  const from = { source: "WorkOS's list of CORS origins", at: tools.now() };
  return [evidence("corsOrigins", { origins }, from)];
};

/** WorkOS's webhook endpoints; their secrets are compared and dropped here. */
export const webhookEndpoint: Collector = async (_target, tools) => {
  const rows = await listWorkos(tools, "/webhook_endpoints", "its list of webhook endpoints");
  const endpoints = rows.map((row) => ({
    id: textOf(row, "id") ?? "",
    url: textOf(row, "endpoint_url") ?? "",
    enabled: row["status"] === "enabled",
    events: Array.isArray(row["events"])
      ? row["events"].filter((event) => typeof event === "string")
      : [],
    secretFits: secretFits(textOf(row, "secret"), tools),
  }));
  const from = { source: "WorkOS's list of webhook endpoints", at: tools.now() };
  return [evidence("webhookEndpoints", { endpoints }, from)];
};

// Some environments answer with a masked secret, which says nothing.
const MASK = /[*•…]/;

const secretFits = (secret: string | null, { hasWebhookSecret }: Tools): boolean | null =>
  secret === null || hasWebhookSecret === undefined || MASK.test(secret)
    ? null
    : hasWebhookSecret(secret);
