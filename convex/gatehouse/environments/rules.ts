import type { Infer, ObjectType } from "convex/values";
import { addressProblem } from "../diagnostics/collect/guard";
import { splitAddress } from "../diagnostics/redirectUri";
import type { EnvironmentName } from "../env/rules";
import type { checklist, environmentFields } from "../tables/diagnostics";

type Fields = ObjectType<typeof environmentFields>;

const MAX_LENGTH = 300;
const MAX_REDIRECT_URIS = 20;

const tooLong = (fields: Fields): string | null => {
  const texts = Object.values(fields).flatMap((value) => textsIn(value));
  return texts.some((text) => text.length > MAX_LENGTH)
    ? `Every field has at most ${MAX_LENGTH} characters.`
    : null;
};

const textsIn = (value: string | string[] | Infer<typeof checklist> | undefined): string[] => {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value;
  return value === undefined
    ? []
    : Object.values(value).filter((entry) => typeof entry === "string");
};

const redirectProblem = (uris: readonly string[]): string | null => {
  if (uris.length === 0)
    return "Give at least one redirect URI: where WorkOS sends people back to.";
  if (uris.length > MAX_REDIRECT_URIS) return `Give at most ${MAX_REDIRECT_URIS} redirect URIs.`;
  const bad = uris.find((uri) => !/^https?$/.test(splitAddress(uri)?.scheme ?? ""));
  return bad === undefined ? null : `The redirect URI “${bad}” is no web address.`;
};

/**
 * Why an environment cannot be registered, in words; null when it can. Checks open these addresses,
 * so the app and the API must be public; on the local stack this machine is fine too.
 * @param fields what an admin typed.
 * @param running which environment this deployment itself is.
 */
export function environmentProblem(fields: Fields, running: EnvironmentName): string | null {
  const { name, appUrl, apiHost, clientId, redirectUris, callbackPath, convexUrl } = fields;
  const local = { loopback: true };
  if (name.trim() === "") return "Give the environment a name, such as Production.";
  if (clientId.trim() === "") return "Give the client ID (client_…) of its WorkOS environment.";
  if (/[/\s@?#]/.test(apiHost) || apiHost === "") {
    return "The API host is a host name without https://, such as api.workos.com.";
  }
  if (callbackPath !== undefined && !/^\/[^\s?#]*$/.test(callbackPath)) {
    return "The callback path starts with a slash, such as /callback.";
  }
  const api = URL.canParse(`https://${apiHost}`) ? addressProblem(`https://${apiHost}`, local) : "";
  if (api !== null) return `The API host “${apiHost}” cannot be used. ${api}`.trim();
  const app = addressProblem(appUrl, local);
  if (app !== null) return `The app's address cannot be used. ${app}`;
  if (convexUrl !== undefined && !/^https?:\/\/[^\s/]+\/?$/.test(convexUrl)) {
    return "The Convex URL looks like https://happy-otter-123.convex.cloud.";
  }
  if (running === "Production" && name === "Production" && /^http:/.test(appUrl)) {
    return "A production app needs an https address.";
  }
  return tooLong(fields) ?? redirectProblem(redirectUris);
}
