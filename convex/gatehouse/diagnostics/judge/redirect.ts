import { isInternalHost, isLoopback, isPattern, parseUrl } from "../hosts";
import { isPublicSuffix } from "../publicSuffixes";
import type { RegistrationProblem } from "../redirectUri";
import { browserForm, findRegistration, registrationProblems } from "../redirectUri";
import { nearestMiss } from "../redirectUriDifference";
import type { ObservedAddress } from "./observedAddresses";
import { observedAddresses } from "./observedAddresses";
import type { EnvironmentRecord, Given, Observation } from "./types";
import { counted } from "./words";

type AddressRule = (address: ObservedAddress, given: Given) => Observation | null;

const found = (
  code: Observation["code"],
  { uri, evidence }: ObservedAddress,
  sentence: string,
  howWeKnow: string,
): Observation => ({
  code,
  certainty: "proven",
  subject: uri,
  sentence,
  howWeKnow,
  evidence,
  values: { redirectUri: uri },
});

const READ = "The address was read where the app states it.";

const literalWildcard: AddressRule = (address) =>
  /\*|%2A/i.test(address.uri)
    ? found(
        "redirect-uri-literal-wildcard",
        address,
        `The app sends the pattern ${address.uri} itself as its callback address.`,
        READ,
      )
    : null;

const empty: AddressRule = (address, { environment }) =>
  address.uri === ""
    ? {
        ...found("redirect-uri-empty", address, "The app sends an empty callback address.", READ),
        subject: "redirect URI",
        values: environment === null ? {} : { redirectUri: environment.redirectUri },
      }
    : null;

const isPublicApp = (environment: EnvironmentRecord | null): environment is EnvironmentRecord => {
  const host = parseUrl(environment?.appUrl ?? "")?.hostname ?? "";
  return host !== "" && !isInternalHost(host);
};

const internalHost: AddressRule = (address, { environment }) => {
  const host = parseUrl(address.uri)?.hostname ?? "";
  if (!isInternalHost(host) || !isPublicApp(environment)) return null;
  const code = isLoopback(host) ? "production-differs-from-local" : "redirect-to-internal-host";
  const { appUrl } = environment;
  return {
    ...found(
      code,
      address,
      `The app lives at ${appUrl}, but sends people back to ${address.uri}, which their browsers cannot reach.`,
      READ,
    ),
    values: {
      redirectUri: environment.redirectUri,
      host: new URL(appUrl).host,
      clientId: environment.clientId,
      convexUrl: environment.convexUrl,
    },
  };
};

const httpInProduction: AddressRule = (address, { environment }) =>
  environment?.kind === "production" &&
  /^http:\/\/(?!127\.0\.0\.1[:/]|127\.0\.0\.1$)/.test(address.uri)
    ? found(
        "redirect-uri-http-in-production",
        address,
        `The callback address ${address.uri} has no https, which a production environment refuses.`,
        "WorkOS's rules for production environments were applied to the address.",
      )
    : null;

function notPunycode(address: ObservedAddress, registered: readonly string[]): Observation | null {
  const sent = browserForm(address.uri);
  const misspelt = registered.find((uri) => uri !== sent && browserForm(uri) === sent);
  const hasLetters = (uri: string): boolean => /[^\u0020-\u007e]/.test(uri);
  const typed = [address.uri, misspelt].find((uri) => uri !== undefined && hasLetters(uri));
  if (typed === undefined) return null;
  return {
    ...found(
      "redirect-uri-not-punycode",
      address,
      `${typed} is written with special letters, but browsers send ${sent}.`,
      "The address was parsed the way browsers do it.",
    ),
    values: { redirectUri: sent, registeredUri: typed },
  };
}

const isPreview = (host: string, environment: EnvironmentRecord): boolean => {
  const [, ...parents] = host.split(".");
  const shared = isPublicSuffix(parents.join("."));
  return (
    shared && (/preview/i.test(environment.name) || /^deploy-preview|--|-git-|-pr-?\d/.test(host))
  );
};

const coveredByRefusedWildcard = (uri: string, registered: readonly string[]): string | undefined =>
  registered.find((entry) => {
    const [prefix = "", suffix] = entry.split("*");
    return suffix !== undefined && uri.startsWith(prefix) && uri.endsWith(suffix);
  });

const notRegistered: AddressRule = (address, given) => {
  const list = given.newest("redirectUris");
  const { environment } = given;
  if (list === null || environment === null) return null;
  const registered = list.facts.uris.map((entry) => entry.uri);
  const { uri } = address;
  if (findRegistration(uri, registered, environment.kind) !== null) return null;
  const punycode = notPunycode(address, registered);
  if (punycode !== null) return { ...punycode, evidence: [...address.evidence, list] };
  return { ...miss(address, registered, environment), evidence: [list, ...address.evidence] };
};

const HOST_WILDCARD = /^[^/]*\/\/[^/]*\*/;

function miss(
  address: ObservedAddress,
  registered: readonly string[],
  environment: EnvironmentRecord,
): Observation {
  const { uri } = address;
  const near = nearestMiss(uri, registered, environment.kind);
  const size = counted(registered.length, "entry", "entries");
  const howWeKnow = `WorkOS's own list has ${size}, and none matches by WorkOS's rules.`;
  const host = parseUrl(uri)?.hostname ?? "";
  const refused = coveredByRefusedWildcard(uri, registered);
  const values = { redirectUri: uri, callbackPath: parseUrl(uri)?.pathname ?? "/callback" };
  if (near?.difference === "loopback-name") {
    const sentence = `WorkOS's list has ${near.registered}, but the app uses ${uri}; to WorkOS these are two addresses.`;
    const mismatch = found("redirect-uri-loopback-mismatch", address, sentence, howWeKnow);
    return { ...mismatch, values: { ...values, registeredUri: near.registered } };
  }
  const pattern =
    refused === undefined
      ? ""
      : ` The entry ${refused} looks as if it covered it, but WorkOS refuses such a wildcard.`;
  const hostPattern = refused !== undefined && HOST_WILDCARD.test(refused);
  if (isPreview(host, environment) || (hostPattern && near === null)) {
    const sentence = `No entry of WorkOS's list covers the preview address ${uri}.${pattern}`;
    return { ...found("redirect-uri-preview-not-covered", address, sentence, howWeKnow), values };
  }
  const hint = near === null ? pattern : ` ${near.sentence}.`;
  const sentence = `The callback address ${uri} is not on WorkOS's list.${hint}`;
  return { ...found("redirect-uri-not-registered", address, sentence, howWeKnow), values };
}

const firstOf = (
  rules: readonly AddressRule[],
  address: ObservedAddress,
  given: Given,
): Observation[] => {
  for (const rule of rules) {
    const observation = rule(address, given);
    if (observation !== null) return [observation];
  }
  return [];
};

const problemWords: Partial<Record<RegistrationProblem, string>> = {
  "several-wildcards": "has more than one *",
  "wildcard-not-leftmost": "has its * in another place than the leftmost part of the host",
  "wildcard-outside-host": "has its * behind the host, where WorkOS takes none",
  "wildcard-on-public-suffix": "has its * directly under a domain that everybody shares",
  "wildcard-with-http": "combines * with http",
  "port-wildcard-not-loopback": "has * as its port on a host that is not localhost",
};

function refusedWildcards({ newest, environment }: Given): Observation[] {
  const list = newest("redirectUris");
  if (list === null || environment === null) return [];
  return list.facts.uris.flatMap(({ uri }): Observation[] => {
    const problem = registrationProblems(uri, environment.kind)[0];
    const words = problem === undefined ? undefined : problemWords[problem];
    if (words === undefined) return [];
    return [
      {
        code: "redirect-uri-wildcard-refused",
        certainty: "likely",
        subject: uri,
        sentence: `The entry ${uri} of WorkOS's list ${words}, so it matches nothing.`,
        howWeKnow: "Each entry was checked against WorkOS's documented rules.",
        evidence: [list],
        values: { registeredUri: uri },
      },
    ];
  });
}

/** Of an environment with a pattern, that pattern at least must be on WorkOS's list. */
function missingPattern({ newest, environment }: Given): Observation[] {
  const list = newest("redirectUris");
  if (list === null || environment === null || !isPattern(environment.redirectUri)) return [];
  const { redirectUri } = environment;
  if (list.facts.uris.some(({ uri }) => uri === redirectUri)) return [];
  return [
    {
      code: "redirect-uri-not-registered",
      certainty: "likely",
      subject: redirectUri,
      sentence: `${environment.name} is registered here with the callback addresses ${redirectUri}, and WorkOS's list does not have this entry.`,
      howWeKnow: `WorkOS's own list has ${counted(list.facts.uris.length, "entry", "entries")}; each was compared with the pattern, letter for letter.`,
      evidence: [list],
      values: { redirectUri },
    },
  ];
}

/** The address people are sent back to: its form, and whether WorkOS's list has it. */
export function judgeRedirect(given: Given): Observation[] {
  const rules = [literalWildcard, empty, internalHost, httpInProduction, notRegistered];
  const perAddress = observedAddresses(given).flatMap((address) => firstOf(rules, address, given));
  return [...perAddress, ...missingPattern(given), ...refusedWildcards(given)];
}
