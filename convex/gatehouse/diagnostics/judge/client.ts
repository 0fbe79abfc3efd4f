import type { EvidenceFacts } from "../evidence";
import { isLoopback, parseUrl } from "../hosts";
import type { EnvironmentRecord, Given, Observation } from "./types";
import { listed } from "./words";

const CLIENT_ID_SHAPE = /^client_[0-9A-Z]+$/;
const WORKOS_API_HOST = "api.workos.com";

type Seen = Omit<Observation, "evidence" | "howWeKnow">;

const isWorkosItself = (environment: EnvironmentRecord): boolean =>
  !isLoopback(environment.apiHost.replace(/:\d+$/, ""));

function clientIdShape({ environment, newest }: Given): Observation[] {
  const probe = newest("authorizeProbe");
  if (environment === null || !isWorkosItself(environment)) return [];
  if (CLIENT_ID_SHAPE.test(environment.clientId)) return [];
  return [
    {
      code: "client-id-invalid",
      certainty: "likely",
      subject: environment.clientId,
      sentence: `“${environment.clientId}” does not have the form of a WorkOS client ID (client_ and capital letters and digits).`,
      howWeKnow: "The environment's record was looked at.",
      evidence: probe === null ? [] : [probe],
      values: { clientId: environment.clientId },
    },
  ];
}

type Variable = EvidenceFacts["environmentVariables"]["variables"][number];

const isUnset = ({ length }: Variable): boolean => length === null || length === 0;

function judgeUnset(
  variable: Variable,
  side: "convex" | "hosting" | "server",
  environment: EnvironmentRecord | null,
): Seen | null {
  const { name, length } = variable;
  const how = length === null ? "is not set" : "is there, but empty";
  const where =
    side === "convex"
      ? "in Convex"
      : `on the ${side === "hosting" ? "hosting platform" : "server"}`;
  const seen = {
    certainty: "proven" as const,
    subject: name,
    sentence: `${name} ${how} ${where}.`,
    values: {
      variable: name,
      ...(environment !== null && /CLIENT_ID$/.test(name)
        ? { variableValue: environment.clientId }
        : {}),
    },
  };
  if (/REDIRECT_URI$/.test(name))
    return length === 0 ? { ...seen, code: "redirect-uri-empty" } : null;
  if (name === "WORKOS_API_KEY") return { ...seen, code: "api-key-missing" };
  if (!/CLIENT_ID$/.test(name)) return null;
  return {
    ...seen,
    code: side === "convex" ? "auth-config-variable-missing" : "client-id-missing",
  };
}

function judgeValue(
  { name, prefix, value }: Variable,
  environment: EnvironmentRecord,
): Seen | null {
  const wrongKey = environment.kind === "production" ? "sk_test_" : "sk_live_";
  const values = { clientId: environment.clientId, variable: name };
  if (prefix === wrongKey && isWorkosItself(environment)) {
    const sentence = `${name} begins with ${prefix}, but ${environment.name} is a ${environment.kind} environment.`;
    return { code: "environments-mixed", certainty: "proven", subject: name, sentence, values };
  }
  if (!/CLIENT_ID$/.test(name) || value === null || value === environment.clientId) return null;
  const sentence = `${name} is ${value}, but ${environment.name} belongs to ${environment.clientId}.`;
  return { code: "environments-mixed", certainty: "proven", subject: name, sentence, values };
}

function variables({ all, environment }: Given): Observation[] {
  return all("environmentVariables").flatMap((evidence) =>
    evidence.facts.variables.flatMap((variable): Observation[] => {
      const seen = isUnset(variable)
        ? judgeUnset(variable, evidence.facts.side, environment)
        : environment === null
          ? null
          : judgeValue(variable, environment);
      const howWeKnow = "Names and lengths of the variables were read, never their secret values.";
      return seen === null ? [] : [{ ...seen, howWeKnow, evidence: [evidence] }];
    }),
  );
}

function apiKey({ all, environment }: Given): Observation[] {
  return all("apiKeyProbe").flatMap((evidence): Observation[] => {
    const { status } = evidence.facts;
    if (status !== 401 && status !== 403) return [];
    return [
      {
        code: "api-key-refused",
        certainty: status === 401 ? "proven" : "likely",
        subject: "WORKOS_API_KEY",
        sentence: `WorkOS answers ${status} to the API key of this deployment.`,
        howWeKnow: "A harmless read was tried with the key.",
        evidence: [evidence],
        ...(environment === null ? {} : { values: { clientId: environment.clientId } }),
      },
    ];
  });
}

function foreignToken({ all, environment }: Given): Observation[] {
  if (environment === null) return [];
  return all("tokenClaims").flatMap((evidence): Observation[] => {
    const { clientId } = evidence.facts;
    if (clientId === null || clientId === environment.clientId) return [];
    return [
      {
        code: "environments-mixed",
        certainty: "proven",
        subject: clientId,
        sentence: `The token was made for ${clientId}, but ${environment.name} belongs to ${environment.clientId}.`,
        howWeKnow: "The token's client ID was compared with the environment's record.",
        evidence: [evidence],
        values: { clientId: environment.clientId },
      },
    ];
  });
}

function missingSelector({ all }: Given): Observation[] {
  const recorded = all("har").flatMap((evidence) =>
    evidence.facts.authorizes.map((authorize) => ({ evidence, ...authorize })),
  );
  const probed = all("authorizeProbe").map((evidence) => ({ evidence, ...evidence.facts }));
  return [...recorded, ...probed]
    .filter((request) => !request.hasSelector)
    .map(({ evidence, clientId }): Observation => ({
      code: "connection-selector-missing",
      certainty: "proven",
      subject: clientId ?? "the sign-in address",
      sentence:
        "The sign-in address has none of provider, connection_id, organization_id and domain_hint.",
      howWeKnow: "The parameters of the sign-in address were read.",
      evidence: [evidence],
    }));
}

const differs = (wanted: string, foundValues: readonly string[]): string =>
  foundValues.length === 0
    ? `contains none instead of ${wanted}`
    : `contains ${listed(foundValues)} instead of ${wanted}`;

const sameUrl = (a: string, b: string): boolean => a.replace(/\/+$/, "") === b.replace(/\/+$/, "");

function bundleDifferences(
  facts: EvidenceFacts["bundle"],
  environment: EnvironmentRecord,
  authMode: Given["authMode"],
): string[] {
  const { clientId, convexUrl } = environment;
  // A server keeps the client ID to itself.
  const isOnServer = authMode === "cookie" && facts.clientIds.length === 0;
  return [
    ...(facts.clientIds.includes(clientId) || isOnServer
      ? []
      : [`For the client ID it ${differs(clientId, facts.clientIds)}.`]),
    ...(facts.convexUrls.some((url) => sameUrl(url, convexUrl))
      ? []
      : [`For the Convex URL it ${differs(convexUrl, facts.convexUrls)}.`]),
  ];
}

function bundle({ all, environment, authMode }: Given): Observation[] {
  if (environment === null) return [];
  return all("bundle").flatMap((evidence): Observation[] => {
    const { facts } = evidence;
    const differences = facts.scripts === 0 ? [] : bundleDifferences(facts, environment, authMode);
    if (differences.length === 0) return [];
    return [
      {
        code: "production-differs-from-local",
        certainty: "proven",
        subject: facts.url,
        sentence: `The app deployed at ${facts.url} was built with other settings. ${differences.join(" ")}`,
        howWeKnow: `The ${facts.scripts === 1 ? "script was" : `${facts.scripts} scripts were`} searched for the literal values.`,
        evidence: [evidence],
        values: { clientId: environment.clientId, convexUrl: environment.convexUrl },
      },
    ];
  });
}

function builtApiHost({ all, environment, authMode }: Given): Observation[] {
  if (environment === null || authMode !== "client-only") return [];
  return all("bundle").flatMap((evidence): Observation[] => {
    const { facts } = evidence;
    const { apiHost, appUrl } = environment;
    const onLoopback = isLoopback(parseUrl(appUrl)?.hostname ?? "");
    if (facts.scripts === 0 || onLoopback) return [];
    const seen = judgeStorage(facts, apiHost);
    if (seen === null) return [];
    const howWeKnow = "The deployed scripts were searched for apiHostname and devMode.";
    return [
      {
        ...seen,
        subject: appUrl,
        howWeKnow,
        evidence: [evidence],
        ...(apiHost === WORKOS_API_HOST ? {} : { values: { apiHostname: apiHost } }),
      },
    ];
  });
}

function judgeStorage(
  facts: EvidenceFacts["bundle"],
  apiHost: string,
): Pick<Observation, "code" | "certainty" | "sentence"> | null {
  if (facts.devMode === true) {
    const sentence =
      "The deployed app has devMode switched on, so refresh tokens lie in localStorage.";
    return { code: "refresh-token-in-local-storage", certainty: "proven", sentence };
  }
  if (apiHost === WORKOS_API_HOST) {
    const sentence = `The app uses ${apiHost}, a stranger to its own site, so browsers treat the session cookie as a third-party cookie.`;
    return { code: "third-party-cookie-blocked", certainty: "likely", sentence };
  }
  if (facts.apiHosts.includes(apiHost)) return null;
  const sentence = `The deployed app does not contain ${apiHost}, so it talks to ${facts.apiHosts[0] ?? WORKOS_API_HOST}.`;
  return { code: "api-hostname-missing-at-build", certainty: "proven", sentence };
}

/** Which client the app names, with which keys, and what was built into it. */
export function judgeClient(given: Given): Observation[] {
  return [
    ...clientIdShape(given),
    ...variables(given),
    ...apiKey(given),
    ...foreignToken(given),
    ...missingSelector(given),
    ...bundle(given),
    ...builtApiHost(given),
  ];
}
