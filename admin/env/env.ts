/** Deployment environments, in the words Gatehouse uses everywhere. */
const ENVIRONMENT_NAMES = ["Local", "Development", "Preview", "Production"] as const;
export type EnvironmentName = (typeof ENVIRONMENT_NAMES)[number];

/** What the console needs to know before it can start. */
export interface ConsoleEnv {
  convexUrl: string;
  workosClientId: string;
  /** Where AuthKit's API answers; undefined means AuthKit's own default, api.workos.com. */
  workosHostname: string | undefined;
  workosPort: number | undefined;
  workosHttps: boolean;
  /** Undefined lets AuthKit decide: true on localhost and 127.0.0.1. */
  workosDevMode: boolean | undefined;
  redirectUri: string;
  environment: EnvironmentName;
}

/** One variable that keeps the console from starting, and what to put there. */
export interface EnvProblem {
  name: string;
  found: string | undefined;
  put: string;
}

type RawEnv = Readonly<Record<string, unknown>>;

/**
 * Reads the console's `VITE_…` variables.
 * @param raw `import.meta.env`
 * @param origin the page's own origin, e.g. `https://console.example.com`
 * @returns the settings, or every variable that is missing or malformed
 */
export function readEnv(
  raw: RawEnv,
  origin: string,
): { env: ConsoleEnv } | { problems: EnvProblem[] } {
  const problems: EnvProblem[] = [];
  const reader = { raw, origin, problems };
  const convexUrl = readConvexUrl(reader);
  const workosClientId = readClientId(reader);
  const api = readApiHostname(reader);
  const optional = {
    workosHostname: api?.hostname,
    workosPort: api?.port,
    workosHttps: readFlag(reader, "VITE_WORKOS_API_HTTPS") ?? true,
    workosDevMode: readFlag(reader, "VITE_WORKOS_DEV_MODE"),
    redirectUri: readRedirectUri(reader),
    environment: readEnvironment(reader),
  };
  if (convexUrl === undefined || workosClientId === undefined || problems.length > 0) {
    return { problems };
  }
  return { env: { convexUrl, workosClientId, ...optional } };
}

interface Reader {
  raw: RawEnv;
  origin: string;
  problems: EnvProblem[];
}

function text({ raw }: Reader, name: string): string | undefined {
  const value = raw[name];
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

function parseHttpUrl(value: string | undefined): URL | undefined {
  if (value === undefined || !URL.canParse(value)) return undefined;
  const url = new URL(value);
  return url.protocol === "https:" || url.protocol === "http:" ? url : undefined;
}

function readConvexUrl(reader: Reader): string | undefined {
  const name = "VITE_CONVEX_URL";
  const found = text(reader, name);
  if (parseHttpUrl(found)) return found;
  const put =
    "The address of your Convex deployment, for example https://happy-animal-123.convex.cloud. `npx convex dev` writes it to .env.local; `npm run deploy` sets it for the build.";
  reader.problems.push({ name, found, put });
  return undefined;
}

function readClientId(reader: Reader): string | undefined {
  const name = "VITE_WORKOS_CLIENT_ID";
  const found = text(reader, name);
  if (found?.startsWith("client_")) return found;
  const put =
    "The client ID of your WorkOS environment. It begins with client_ and stands in the WorkOS dashboard under API keys. It must be the same as WORKOS_CLIENT_ID on the Convex deployment.";
  reader.problems.push({ name, found, put });
  return undefined;
}

function readApiHostname(
  reader: Reader,
): { hostname: string; port: number | undefined } | undefined {
  const name = "VITE_WORKOS_API_HOSTNAME";
  const found = text(reader, name);
  if (found === undefined) return undefined;
  const [, hostname, port] = /^([a-z0-9.-]+)(?::(\d{1,5}))?$/i.exec(found) ?? [];
  if (hostname) return { hostname, port: port ? Number(port) : undefined };
  const put =
    "Only a host name, or host:port: no https:// and no path. For example auth.example.com, your custom authentication domain. Leave it out to use api.workos.com.";
  reader.problems.push({ name, found, put });
  return undefined;
}

function readFlag(reader: Reader, name: string): boolean | undefined {
  const found = text(reader, name);
  if (found === undefined) return undefined;
  if (found !== "true" && found !== "false") {
    reader.problems.push({ name, found, put: "Either true or false, or leave it out." });
  }
  return found === "true";
}

function readRedirectUri(reader: Reader): string {
  const name = "VITE_WORKOS_REDIRECT_URI";
  const found = text(reader, name);
  const standard = `${reader.origin}/callback`;
  if (found === undefined) return standard;
  if (parseHttpUrl(found)?.origin !== reader.origin) {
    const put = `An address of this console itself, for example ${standard}. The same address must be on WorkOS's list under Redirects. Leave it out to use ${standard}.`;
    reader.problems.push({ name, found, put });
  }
  return found;
}

function readEnvironment(reader: Reader): EnvironmentName {
  const name = "VITE_GATEHOUSE_ENVIRONMENT";
  const found = text(reader, name);
  const known = ENVIRONMENT_NAMES.find((candidate) => candidate === found);
  if (found !== undefined && !known) {
    reader.problems.push({ name, found, put: `One of ${ENVIRONMENT_NAMES.join(", ")}.` });
  }
  // Nobody said which one it is: take the one that asks for the most care.
  return known ?? "Production";
}
