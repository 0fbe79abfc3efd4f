import type { AvailableEvidence } from "../evidence";
import { isLoopback, parseUrl } from "../hosts";
import { siteOf } from "../publicSuffixes";
import type { SetCookieFacts } from "../setCookie";
import { isRemoval } from "../setCookie";
import type { CookieProblem } from "../setCookieRules";
import { cookieProblems } from "../setCookieRules";
import type { Given, Observation } from "./types";
import { counted } from "./words";

const MIN_PASSWORD_CHARACTERS = 32;

/** Cookies that carry a session, or the thread of a sign-in; others do not matter here. */
export function isSessionCookie(name: string): boolean {
  return /^(__(host|secure)-)?(wos[-_]|workos)|session|auth|sid$/i.test(name);
}

const certaintyOf = ({ code, effect }: CookieProblem): Observation["certainty"] => {
  if (effect === "dropped") return "proven";
  return code === "session-cookie-too-large" ? "likely" : "possible";
};

function flags(given: Given): Observation[] {
  return given.all("setCookies").flatMap((evidence) => {
    const { host, https, cookies } = evidence.facts;
    const hostname = host.replace(/:\d+$/, "");
    return cookies
      .filter((cookie) => isSessionCookie(cookie.name) && !isRemoval(cookie, evidence.at))
      .flatMap((cookie) =>
        cookieProblems(cookie, { host: hostname, https }).map((problem) => ({ cookie, problem })),
      )
      .map(({ cookie, problem }): Observation => ({
        code: problem.code,
        certainty: certaintyOf(problem),
        subject: cookie.name,
        sentence: problem.sentence,
        howWeKnow: "The Set-Cookie line of the app's own answer was read; its value was not kept.",
        evidence: [evidence],
        values: { cookieName: cookie.name, host },
      }));
  });
}

const CACHED_PUBLICLY = /\bpublic\b|\bs-maxage=[1-9]/i;

function cached({ all }: Given): Observation[] {
  const answers = all("setCookies").flatMap((evidence): Observation[] => {
    const { cacheControl, ageSeconds, cookies, host } = evidence.facts;
    const why =
      (ageSeconds ?? 0) > 0
        ? `is ${counted(ageSeconds ?? 0, "second", "seconds")} old`
        : CACHED_PUBLICLY.test(cacheControl ?? "")
          ? `says Cache-Control: ${cacheControl ?? ""}`
          : null;
    if (why === null || !cookies.some((cookie) => isSessionCookie(cookie.name))) return [];
    return [cachedAnswer(host, why, "The headers of the app's answer were read.", evidence)];
  });
  const recorded = all("har").flatMap((evidence) =>
    evidence.facts.cachedSessions.map(({ step, host, why }) =>
      cachedAnswer(host, why, `Step ${step + 1} of the recording shows it.`, evidence),
    ),
  );
  return [...answers, ...recorded];
}

const cachedAnswer = (
  host: string,
  why: string,
  howWeKnow: string,
  evidence: AvailableEvidence,
): Observation => ({
  code: "auth-response-cached",
  certainty: "proven",
  subject: host,
  sentence: `An answer of ${host} that sets a session cookie ${why}, so a cache can hand it to somebody else.`,
  howWeKnow,
  evidence: [evidence],
});

const spelling = (name: string): string => name.replace(/[-_]/g, "").toLowerCase();

function names({ all }: Given): Observation[] {
  const seen = [
    ...all("setCookies").flatMap((evidence) =>
      evidence.facts.cookies.map(({ name }) => ({ name, evidence })),
    ),
    ...all("har").flatMap((evidence) =>
      evidence.facts.steps.flatMap((step) =>
        [...step.cookiesSent, ...step.cookiesSet.map((cookie) => cookie.name)].map((name) => ({
          name,
          evidence,
        })),
      ),
    ),
  ].filter(({ name }) => isSessionCookie(name));
  const first = new Map<string, string>();
  for (const { name, evidence } of seen) {
    const other = first.get(spelling(name));
    if (other !== undefined && other !== name) return [nameMismatch(other, name, evidence)];
    first.set(spelling(name), name);
  }
  return [];
}

const nameMismatch = (a: string, b: string, evidence: AvailableEvidence): Observation => ({
  code: "cookie-name-mismatch",
  certainty: "likely",
  subject: `${a} and ${b}`,
  sentence: `The app uses two names for what seems to be one cookie: ${a} and ${b}.`,
  howWeKnow: "Both names were seen in the app's own requests and answers.",
  evidence: [evidence],
});

function doubled({ all }: Given): Observation[] {
  const recorded = all("har").flatMap((evidence) =>
    evidence.facts.doubledCookies.map(({ step, name, host }): Observation => ({
      code: "cookie-on-two-domains",
      certainty: "proven",
      subject: name,
      sentence: `The browser sends ${name} twice to ${host}, from two domains.`,
      howWeKnow: `Step ${step + 1} of the recording shows it.`,
      evidence: [evidence],
      values: { cookieName: name, host },
    })),
  );
  const answered = all("setCookies").flatMap((evidence) => {
    const kept = evidence.facts.cookies.filter(
      (cookie) => isSessionCookie(cookie.name) && !isRemoval(cookie, evidence.at),
    );
    return kept
      .filter((cookie, index) =>
        kept.some((other, at) => at < index && differOnlyInDomain(other, cookie)),
      )
      .map(({ name }): Observation => ({
        code: "cookie-on-two-domains",
        certainty: "likely",
        subject: name,
        sentence: `The app sets ${name} twice in one answer, for two domains.`,
        howWeKnow: "The Set-Cookie lines of the app's own answer were read.",
        evidence: [evidence],
        values: { cookieName: name, host: evidence.facts.host },
      }));
  });
  return [...recorded, ...answered];
}

const differOnlyInDomain = (a: SetCookieFacts, b: SetCookieFacts): boolean =>
  a.name === b.name && a.domain !== b.domain;

function password({ newest }: Given): Observation[] {
  const evidence = newest("cookiePassword");
  if (evidence === null) return [];
  const { length } = evidence.facts;
  if (length !== null && length >= MIN_PASSWORD_CHARACTERS) return [];
  const what = length === null ? "is not set" : `has ${counted(length, "character", "characters")}`;
  return [
    {
      code: "cookie-password-invalid",
      certainty: "proven",
      subject: "WORKOS_COOKIE_PASSWORD",
      sentence: `WORKOS_COOKIE_PASSWORD ${what}; it needs at least ${MIN_PASSWORD_CHARACTERS}.`,
      howWeKnow: "The host reported the length, never the password.",
      evidence: [evidence],
    },
  ];
}

function lost({ all }: Given): Observation[] {
  return all("har").flatMap((evidence) =>
    evidence.facts.lostCookies.map(({ step, name, host, reason, sentence }): Observation => ({
      code: reason ?? "cookie-not-set",
      certainty: reason === null ? "likely" : "proven",
      subject: name,
      sentence,
      howWeKnow: `Step ${step + 1} of the recording sets it, and the next request to ${host} does not carry it.`,
      evidence: [evidence],
      values: { cookieName: name, host },
    })),
  );
}

function blockedThirdParty({ all, environment }: Given): Observation[] {
  const apiHost = (environment?.apiHost ?? "").replace(/:\d+$/, "");
  return all("selfCheck").flatMap((evidence): Observation[] => {
    const { thirdPartyCookies, refreshTokenInLocalStorage } = evidence.facts;
    // What a browser does with third parties it does on every page, so also on the app's.
    const hostname = parseUrl(environment?.appUrl ?? "")?.hostname ?? "";
    const stranger = apiHost !== "" && siteOf(apiHost) !== siteOf(hostname);
    if (thirdPartyCookies !== false || !stranger || refreshTokenInLocalStorage === true) return [];
    if (isLoopback(hostname)) return [];
    return [
      {
        code: "third-party-cookie-blocked",
        certainty: "likely",
        subject: hostname,
        sentence: `This browser (${evidence.facts.browser}) blocks third-party cookies, and ${apiHost} is a third party on ${hostname}.`,
        howWeKnow:
          "The self-check had another site set a cookie in this browser, and it did not come back.",
        evidence: [evidence],
        values: { host: hostname },
      },
    ];
  });
}

/** Cookies: their flags and size, whether they come back, and what seals them. */
export function judgeCookies(given: Given): Observation[] {
  const rules = [flags, cached, names, doubled, password, lost, blockedThirdParty];
  return rules.flatMap((rule) => rule(given));
}
