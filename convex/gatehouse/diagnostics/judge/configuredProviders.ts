import type { AvailableEvidence, EvidenceFacts } from "../evidence";
import { apiOrigin } from "../hosts";
import { keyListUrl } from "../keyList";
import { clientNamedBy } from "../ownToken";
import {
  isCustomHost,
  issuerHost,
  keyOwner,
  matchProvider,
  providerWords,
  sameIssuer,
  type TokenIdentity,
} from "../providers";
import type { EnvironmentRecord, Given, Observation } from "./types";
import { listed } from "./words";

type Claims = EvidenceFacts["tokenClaims"];
type Providers = AvailableEvidence<"providers">;
type Seen = Pick<Observation, "code" | "certainty" | "subject" | "sentence">;

/** What WorkOS writes into a token of this client: issuer and audience of its present form. */
const usualToken = ({ apiHost, clientId }: EnvironmentRecord): TokenIdentity => ({
  issuer: `${apiOrigin(apiHost)}/user_management/${clientId}`,
  audience: [clientId],
});

function unmatched({ facts }: Providers, environment: EnvironmentRecord, issuer: string): Seen {
  const { apiHost, clientId } = environment;
  const seen = { certainty: "likely", subject: issuer } as const;
  const list = facts.providers;
  const hosts = list.map((provider) => issuerHost(provider.issuer));
  if (isCustomHost(apiHost) && list.length > 0 && !hosts.includes(apiHost)) {
    const sentence = `The app uses the authentication domain ${apiHost}, and no provider in auth.config.ts has it.`;
    return { ...seen, code: "custom-domain-issuer-missing", sentence };
  }
  const code = "convex-provider-mismatch";
  const foreign = list.find((provider) => sameIssuer(provider.issuer, issuer));
  if (foreign !== undefined) {
    const sentence = `The provider with the issuer ${issuer} in auth.config.ts asks for tokens made for ${foreign.applicationID ?? "(nobody)"} (applicationID), but ${environment.name} belongs to ${clientId}.`;
    return { ...seen, code, sentence };
  }
  const there =
    list.length === 0 ? "there are none" : `there is ${listed(list.map(providerWords))}`;
  const sentence = `No provider in auth.config.ts has the issuer ${issuer}; ${there}.`;
  return { ...seen, code, sentence };
}

/** Some environments still issue the older form of token, which names its client only as audience. */
function olderForm({ facts }: Providers, { apiHost, clientId, name }: EnvironmentRecord): Seen[] {
  const issuer = `${apiOrigin(apiHost)}/`;
  const group = facts.providers.filter((provider) => sameIssuer(provider.issuer, issuer));
  const asked = group.map(({ applicationID }) => applicationID);
  if (group.length === 0 || asked.includes(undefined) || asked.includes(clientId)) return [];
  return [
    {
      code: "convex-provider-mismatch",
      certainty: "possible",
      subject: issuer,
      sentence: `The provider with the issuer ${issuer} in auth.config.ts asks for tokens made for ${listed(asked.map(String))} (applicationID), but ${name} belongs to ${clientId}. Tokens with this issuer, WorkOS's older form, are refused.`,
    },
  ];
}

function foreignKeys(
  { facts }: Providers,
  { clientId, name }: EnvironmentRecord,
  token: TokenIdentity,
): Seen[] {
  const { index } = matchProvider(facts.providers, token);
  const provider = index === null ? undefined : facts.providers[index];
  const owner = provider === undefined ? null : keyOwner(provider);
  if (provider === undefined || owner === null || owner === clientId) return [];
  return [
    {
      code: "signing-key-unknown",
      certainty: "likely",
      subject: provider.issuer,
      sentence: `The provider with the issuer ${provider.issuer} in auth.config.ts reads the keys of ${owner} (jwks), but ${name} belongs to ${clientId}, whose tokens are signed with other keys.`,
    },
  ];
}

/** Whether the app's own people get tokens like this one: of its client, and by way of its host. */
const isOfApp = (token: Claims, { clientId, apiHost }: EnvironmentRecord): boolean =>
  (clientNamedBy(token) ?? clientId) === clientId && issuerHost(token.issuer ?? "") === apiHost;

/** Whether the deployed providers are those of this environment's client, by what they name. */
export function judgeConfiguredProviders({ all, newest, environment }: Given): Observation[] {
  const providers = newest("providers");
  if (providers === null || environment === null) return [];
  const tokens = all("tokenClaims").filter(({ facts }) => isOfApp(facts, environment));
  const usual = usualToken(environment);
  const issuer = usual.issuer ?? "";
  const isTaken = matchProvider(providers.facts.providers, usual).index !== null;
  // With a real token nobody needs to guess what one looks like.
  const guessed =
    tokens.length > 0
      ? []
      : [
          ...(isTaken ? [] : [unmatched(providers, environment, issuer)]),
          ...olderForm(providers, environment),
        ];
  const identities = tokens.length > 0 ? tokens.map(({ facts }) => facts) : [usual];
  const keys = identities.flatMap((token) => foreignKeys(providers, environment, token));
  const { clientId, apiHost } = environment;
  return [...guessed, ...keys].map((seen): Observation => ({
    ...seen,
    howWeKnow: `The deployed providers were compared with the environment's record${tokens.length > 0 ? " and with a real token" : "; no token was at hand"}.`,
    evidence: [providers, ...tokens],
    values: { issuer, clientId, apiHostname: apiHost, jwksUrl: keyListUrl(environment) },
  }));
}
