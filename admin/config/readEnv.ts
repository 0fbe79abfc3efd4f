import { ENVIRONMENT_NAMES, type EnvironmentName, type EnvProblem, type EnvReading } from "./env";
import { looksSecret, secretFound } from "./secretShape";
import { SETTING_KEYS, SETTINGS, type SettingKey } from "./settings";
import { nameOf, textOf, type Sources } from "./sources";

/**
 * Reads the console's settings.
 * @param sources what the file and the build say
 * @param origin the page's own origin, e.g. `https://console.example.com`
 * @returns the settings, or every one that is missing or malformed
 */
export function readEnv(sources: Sources, origin: string): EnvReading {
  const problems: EnvProblem[] = [];
  const reader = { sources, origin, problems };
  const convexUrl = readConvexUrl(reader);
  const workosClientId = readClientId(reader);
  const api = readApiHostname(reader);
  const optional = {
    siteUrl: readSiteUrl(reader, convexUrl),
    workosHostname: api?.hostname,
    workosPort: api?.port,
    workosHttps: readFlag(reader, "apiHttps") ?? true,
    workosDevMode: readFlag(reader, "devMode"),
    redirectUri: readRedirectUri(reader),
    environment: readEnvironment(reader),
  };
  reportOtherSecrets(reader);
  if (convexUrl === undefined || workosClientId === undefined || problems.length > 0) {
    return { problems };
  }
  return { env: { convexUrl, workosClientId, ...optional } };
}

interface Reader {
  sources: Sources;
  origin: string;
  problems: EnvProblem[];
}

function report({ sources, problems }: Reader, key: SettingKey, put: string): void {
  const found = textOf(sources, key);
  const name = nameOf(sources, key);
  if (found !== undefined && looksSecret(found)) problems.push(secretFound(name, put));
  else problems.push({ name, wrong: found === undefined ? "is missing" : `is "${found}"`, put });
}

/** A secret may have the form of a setting. */
function reportOtherSecrets({ sources, problems }: Reader): void {
  for (const key of SETTING_KEYS) {
    const name = nameOf(sources, key);
    const isSecret = looksSecret(textOf(sources, key) ?? "");
    if (isSecret && !problems.some((problem) => problem.name === name)) {
      problems.push(secretFound(name));
    }
  }
}

function parseHttpUrl(value: string | undefined): URL | undefined {
  if (value === undefined || !URL.canParse(value)) return undefined;
  const url = new URL(value);
  return url.protocol === "https:" || url.protocol === "http:" ? url : undefined;
}

const CONVEX_URL =
  "The address of your Convex deployment, for example https://happy-animal-123.convex.cloud.";
const WHO_SETS_IT =
  "`npx convex dev` writes it to .env.local; `npm run deploy` sets it for the build.";

function readConvexUrl(reader: Reader): string | undefined {
  const found = textOf(reader.sources, "convexUrl");
  if (parseHttpUrl(found)) return found;
  const isVariable = nameOf(reader.sources, "convexUrl") === SETTINGS.convexUrl.variable;
  report(reader, "convexUrl", isVariable ? `${CONVEX_URL} ${WHO_SETS_IT}` : CONVEX_URL);
  return undefined;
}

/** HTTP actions have a host of their own, which goes with the deployment's on Convex's own domain. */
function readSiteUrl(reader: Reader, convexUrl: string | undefined): string | null {
  const found = textOf(reader.sources, "siteUrl");
  const stated = parseHttpUrl(found);
  if (stated) return stated.origin;
  if (found !== undefined) {
    const put =
      "The address of the deployment's HTTP actions, for example https://happy-animal-123.convex.site. Leave it out with a deployment on convex.cloud.";
    report(reader, "siteUrl", put);
  }
  const cloud = parseHttpUrl(convexUrl)?.origin ?? "";
  return cloud.endsWith(".convex.cloud") ? cloud.replace(/cloud$/, "site") : null;
}

function readClientId(reader: Reader): string | undefined {
  const found = textOf(reader.sources, "clientId");
  if (found?.startsWith("client_")) return found;
  report(
    reader,
    "clientId",
    "The client ID of your WorkOS environment. It begins with client_ and stands in the WorkOS dashboard under API keys. It must be the same as WORKOS_CLIENT_ID on the Convex deployment.",
  );
  return undefined;
}

function readApiHostname(
  reader: Reader,
): { hostname: string; port: number | undefined } | undefined {
  const found = textOf(reader.sources, "apiHostname");
  if (found === undefined) return undefined;
  const [, hostname, port] = /^([a-z0-9.-]+)(?::(\d{1,5}))?$/i.exec(found) ?? [];
  if (hostname) return { hostname, port: port ? Number(port) : undefined };
  report(
    reader,
    "apiHostname",
    "Only a host name, or host:port: no https:// and no path. For example auth.example.com, your custom authentication domain. Leave it out to use api.workos.com.",
  );
  return undefined;
}

function readFlag(reader: Reader, key: SettingKey): boolean | undefined {
  const found = textOf(reader.sources, key);
  if (found === undefined) return undefined;
  if (found !== "true" && found !== "false") {
    report(reader, key, "Either true or false, or leave it out.");
  }
  return found === "true";
}

function readRedirectUri(reader: Reader): string {
  const found = textOf(reader.sources, "redirectUri");
  const standard = `${reader.origin}/callback`;
  if (found === undefined) return standard;
  if (parseHttpUrl(found)?.origin !== reader.origin) {
    const put = `An address of this console itself, for example ${standard}. The same address must be on WorkOS's list under Redirects. Leave it out to use ${standard}.`;
    report(reader, "redirectUri", put);
  }
  return found;
}

function readEnvironment(reader: Reader): EnvironmentName {
  const found = textOf(reader.sources, "environment");
  const known = ENVIRONMENT_NAMES.find((candidate) => candidate === found);
  if (found !== undefined && !known) {
    report(reader, "environment", `One of ${ENVIRONMENT_NAMES.join(", ")}.`);
  }
  // Nobody said which one it is: take the one that asks for the most care.
  return known ?? "Production";
}
