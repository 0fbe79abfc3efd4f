import type { AvailableEvidence, EvidenceFacts } from "../evidence";
import { apiOrigin, isLoopback, parseUrl } from "../hosts";
import { keyListUrl } from "../keyList";
import { matchProvider, sameIssuer } from "../providers";
import type { TemplateValues } from "../catalogue/types";
import type { EnvironmentRecord, Given, Observation } from "./types";
import { duration, listed } from "./words";

const LOADING_TOO_LONG_MS = 5000;

const hostOf = (issuer: string): string =>
  parseUrl(/^https?:\/\//.test(issuer) ? issuer : `https://${issuer}`)?.host ?? issuer;

const isCustomHost = (host: string): boolean =>
  host !== "api.workos.com" && !isLoopback(host.replace(/:\d+$/, ""));

type Claims = EvidenceFacts["tokenClaims"];

/** The client that the app uses: as registered, else as the token names it in one of three places. */
function clientOf(
  { clientId, issuer, audience }: Claims,
  environment: EnvironmentRecord | null,
): string | undefined {
  const named = [clientId, issuer?.split("/").at(-1), ...audience];
  return (
    environment?.clientId ?? named.find((name) => /^client_\w+$/.test(name ?? "")) ?? undefined
  );
}

function ownerValues(claims: Claims, environment: EnvironmentRecord | null): TemplateValues {
  const clientId = clientOf(claims, environment);
  if (clientId === undefined) return {};
  const apiHost = environment?.apiHost ?? hostOf(claims.issuer ?? "");
  return { clientId, jwksUrl: keyListUrl({ clientId, apiHost }) };
}

function unmatched(
  token: AvailableEvidence<"tokenClaims">,
  providers: AvailableEvidence<"providers">,
  environment: EnvironmentRecord | null,
): Observation[] {
  const { issuer, audience } = token.facts;
  const list = providers.facts.providers;
  const { index, verdicts } = matchProvider(list, { issuer, audience });
  if (index !== null) return [];
  const host = hostOf(issuer ?? "");
  const values = {
    ...(issuer === null ? {} : { issuer, apiHostname: host }),
    ...ownerValues(token.facts, environment),
  };
  const seen = { evidence: [token, providers], values, certainty: "proven" as const };
  const howWeKnow =
    "A real token was compared with the deployed providers, in the way Convex does it.";
  if (
    isCustomHost(host) &&
    list.length > 0 &&
    !list.some((provider) => hostOf(provider.issuer) === host)
  ) {
    const sentence = `The token's issuer is ${issuer ?? ""}, and no provider in auth.config.ts has the host ${host}.`;
    return [{ ...seen, code: "custom-domain-issuer-missing", subject: host, sentence, howWeKnow }];
  }
  if (verdicts.includes("no-audience")) {
    const sentence = `The token of ${issuer ?? ""} has no aud, but the provider with this issuer asks for the applicationID.`;
    return [
      { ...seen, code: "token-without-audience", subject: issuer ?? "", sentence, howWeKnow },
    ];
  }
  const configured =
    list.length === 0
      ? "auth.config.ts has no providers"
      : `the providers are ${listed(list.map((p) => `${p.issuer}${p.applicationID === undefined ? "" : ` for ${p.applicationID}`}`))}`;
  const sentence = `The token has the issuer ${issuer ?? "(none)"} and the audience ${listed(audience) || "(none)"}; ${configured}.`;
  return [
    { ...seen, code: "convex-provider-mismatch", subject: issuer ?? "token", sentence, howWeKnow },
  ];
}

function tokens({ all, newest, environment }: Given): Observation[] {
  const providers = newest("providers");
  if (providers === null) return [];
  return all("tokenClaims").flatMap((token) => unmatched(token, providers, environment));
}

/** Without a token: do the providers at least name this environment's client and host? */
function configuredProviders({ all, newest, environment }: Given): Observation[] {
  const providers = newest("providers");
  if (providers === null || environment === null || all("tokenClaims").length > 0) return [];
  const { clientId, apiHost } = environment;
  const list = providers.facts.providers;
  const issuer = `${apiOrigin(apiHost)}/user_management/${clientId}`;
  if (list.some((provider) => sameIssuer(provider.issuer, issuer))) return [];
  const named = list.map((provider) => provider.issuer);
  const common = {
    certainty: "likely" as const,
    subject: issuer,
    howWeKnow:
      "The deployed providers were compared with the environment's record; no token was at hand.",
    evidence: [providers],
    values: { issuer, clientId, apiHostname: apiHost, jwksUrl: keyListUrl(environment) },
  };
  if (isCustomHost(apiHost) && named.length > 0 && !named.some((one) => hostOf(one) === apiHost)) {
    const sentence = `The app uses the authentication domain ${apiHost}, and no provider in auth.config.ts has it.`;
    return [{ ...common, code: "custom-domain-issuer-missing", sentence }];
  }
  const sentence = `No provider in auth.config.ts has the issuer ${issuer}; there ${named.length === 0 ? "are none" : `is ${listed(named)}`}.`;
  return [{ ...common, code: "convex-provider-mismatch", sentence }];
}

const JSON_TYPES = /^application\/(json|jwk-set\+json)\b/i;

function keyLists({ all, environment }: Given): Observation[] {
  return all("jwks").flatMap((evidence): Observation[] => {
    const { url, status, contentType, keyIds } = evidence.facts;
    const what =
      status !== 200
        ? `status ${status}`
        : !JSON_TYPES.test(contentType ?? "")
          ? `the content type ${contentType ?? "(none)"}`
          : keyIds.length === 0
            ? "no keys"
            : null;
    if (what === null) return [];
    return [
      {
        code: "jwks-unreachable",
        certainty: "proven",
        subject: url,
        sentence: `The key list ${url} answers with ${what}.`,
        howWeKnow: "The address was opened, as Convex does it.",
        evidence: [evidence],
        ...(environment === null ? {} : { values: { jwksUrl: keyListUrl(environment) } }),
      },
    ];
  });
}

function signatures({ all, environment }: Given): Observation[] {
  const lists = all("jwks").filter((jwks) => jwks.facts.keyIds.length > 0);
  const known = lists.flatMap((jwks) => jwks.facts.keyIds);
  return all("tokenClaims").flatMap((token): Observation[] => {
    const { keyId, signature } = token.facts;
    if (lists.length > 0 && keyId !== null && !known.includes(keyId)) {
      return [
        {
          code: "signing-key-unknown",
          certainty: "proven",
          subject: keyId,
          sentence: `The token is signed with the key ${keyId}, and ${lists[0]?.facts.url ?? "the key list"} has only ${listed(known)}.`,
          howWeKnow: "The token's key ID was looked up in the key list.",
          evidence: [token, ...lists],
          values: ownerValues(token.facts, environment),
        },
      ];
    }
    if (signature !== "invalid") return [];
    return [
      {
        code: "token-signature-invalid",
        certainty: "proven",
        subject: keyId ?? "token",
        sentence: "The token's signature does not fit WorkOS's key.",
        howWeKnow: "The signature was verified with the issuer's own public keys.",
        evidence: [token, ...lists],
      },
    ];
  });
}

function app({ all, environment }: Given): Observation[] {
  return all("selfCheck").flatMap((evidence): Observation[] => {
    const { app: state, hostname } = evidence.facts;
    if (state === null || !state.authkitUser || state.convexAuthenticated) return [];
    const common = {
      subject: hostname,
      howWeKnow: "The self-check asked the app itself.",
      evidence: [evidence],
      ...(environment === null
        ? {}
        : { values: { convexUrl: environment.convexUrl, clientId: environment.clientId } }),
    };
    if (state.convexLoadingMs > LOADING_TOO_LONG_MS) {
      const sentence = `AuthKit has a user, and Convex has been loading for ${duration(state.convexLoadingMs)}.`;
      return [{ ...common, code: "convex-loading-never-ends", certainty: "likely", sentence }];
    }
    if (state.convexWasAuthenticated) {
      const sentence = "AuthKit has a user, and Convex was signed in and is no more.";
      return [{ ...common, code: "convex-token-refresh-ignored", certainty: "likely", sentence }];
    }
    const sentence = "AuthKit has a user, and Convex does not accept the token.";
    return [{ ...common, code: "convex-provider-mismatch", certainty: "possible", sentence }];
  });
}

/** Whether Convex accepts WorkOS's tokens: issuer, audience, keys, signature. */
export function judgeConvex(given: Given): Observation[] {
  const rules = [tokens, configuredProviders, keyLists, signatures, app];
  return rules.flatMap((rule) => rule(given));
}
