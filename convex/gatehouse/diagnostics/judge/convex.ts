import type { AvailableEvidence, EvidenceFacts } from "../evidence";
import { keyListUrl } from "../keyList";
import { clientNamedBy } from "../ownToken";
import { isCustomHost, issuerHost, matchProvider, providerWords } from "../providers";
import type { TemplateValues } from "../catalogue/placeholders";
import type { EnvironmentRecord, Given, Observation } from "./types";
import { duration, listed } from "./words";

const LOADING_TOO_LONG_MS = 5000;

type Claims = EvidenceFacts["tokenClaims"];

function ownerValues(claims: Claims, environment: EnvironmentRecord | null): TemplateValues {
  const clientId = environment?.clientId ?? clientNamedBy(claims);
  if (clientId === null) return {};
  const apiHost = environment?.apiHost ?? issuerHost(claims.issuer ?? "");
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
  const host = issuerHost(issuer ?? "");
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
    !list.some((provider) => issuerHost(provider.issuer) === host)
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
      : `the providers are ${listed(list.map(providerWords))}`;
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
  const rules = [tokens, keyLists, signatures, app];
  return rules.flatMap((rule) => rule(given));
}
