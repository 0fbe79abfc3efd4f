import type { CauseCode } from "../../../../convex/gatehouse/diagnostics/catalogue";
import type { HarFacts, HarStep } from "../../../../convex/gatehouse/diagnostics/harFacts";
import { isLoopback } from "../../../../convex/gatehouse/diagnostics/hosts";

/** The parties of a sign-in, each with a line of its own in the drawing. */
export const LANES = ["Your app", "WorkOS", "Convex"] as const;

/** Something to say about a step. */
export interface StepNote {
  sentence: string;
  code: CauseCode | null;
}

/** One step of the drawing. */
export interface ChainRow {
  step: HarStep;
  /** Position in {@link LANES}. */
  lane: number;
  notes: StepNote[];
  loop: "start" | "round" | "turn" | null;
}

const LANE_OF: Readonly<Record<HarStep["role"], number>> = {
  app: 0,
  callback: 0,
  authorize: 1,
  "hosted-page": 1,
  "error-page": 1,
  authenticate: 1,
  "sign-out": 1,
  convex: 2,
};

/**
 * The steps of a recording with all that was found about each.
 * @param facts what the recording shows
 */
export function chainRows(facts: HarFacts): ChainRow[] {
  return facts.steps.map((step) => ({
    step,
    lane: LANE_OF[step.role],
    notes: notesOf(step, facts),
    loop: loopPlace(step, facts.loop),
  }));
}

function loopPlace({ index }: HarStep, loop: HarFacts["loop"]): ChainRow["loop"] {
  if (loop === null || index < loop.startsAt || index > loop.turningPoint) return null;
  if (index === loop.turningPoint) return "turn";
  return index === loop.startsAt ? "start" : "round";
}

const STATES: Readonly<Partial<Record<HarFacts["callbacks"][number]["state"], string>>> = {
  differs: "The state that came back is not the one this browser had sent.",
  missing: "No state came back: the sign-in did not begin in the app.",
  null: "It was called with state=null.",
};

function notesOf(step: HarStep, facts: HarFacts): StepNote[] {
  const here = <Item extends { step: number }>(items: readonly Item[]) =>
    items.filter((item) => item.step === step.index);
  const plain = (sentence: string, code: CauseCode | null = null): StepNote => ({ sentence, code });
  return [
    ...here(facts.lostCookies).map(({ sentence, reason }) => plain(sentence, reason)),
    ...here(facts.doubledCookies).map(({ name }) => plain(`The cookie ${name} was sent twice.`)),
    ...here(facts.callbacks).flatMap(({ state, exchanged, hasCode, internalHost }) => [
      ...(STATES[state] === undefined ? [] : [plain(STATES[state])]),
      ...(hasCode && exchanged === false
        ? [plain("The code arrived here and was never exchanged.", "callback-path-mismatch")]
        : []),
      ...(internalHost === null || isLoopback(internalHost)
        ? []
        : [plain(`It sends people on to ${internalHost}.`, "redirect-to-internal-host")]),
    ]),
    ...here(facts.corsFailures).map(() =>
      plain("The browser refused to hand over the answer (CORS).", "cors-origin-missing"),
    ),
    ...here(facts.blockedRequests).map(({ host }) =>
      plain(`Something in the browser stopped this request to ${host}.`, "request-blocked"),
    ),
    ...here(facts.apiErrors).map(({ status, code, missingRefreshToken }) =>
      plain(
        missingRefreshToken
          ? "WorkOS says that the refresh token is missing: its cookie was not sent."
          : `WorkOS answered ${status} with ${code}.`,
      ),
    ),
    ...here(facts.cachedSessions).map(({ why }) =>
      plain(`An answer with somebody's session that caches may keep: it ${why}.`),
    ),
  ];
}

const ROLES: Readonly<Record<HarStep["role"], string>> = {
  app: "A page of the app",
  callback: "WorkOS sends the person back to the app",
  authorize: "The app starts a sign-in at WorkOS",
  "hosted-page": "WorkOS's sign-in page",
  "error-page": "WorkOS's error page",
  authenticate: "The code or token is exchanged at WorkOS",
  "sign-out": "The person is signed out at WorkOS",
  convex: "The app talks to Convex",
};

/** What a step is, in words. */
export function stepWords({ role, fetched, method }: HarStep): string {
  if (role === "app" && fetched) return "The app's code asks its server";
  if (method === "OPTIONS") return "The browser asks whether the request is allowed";
  return ROLES[role];
}

/** How a step ended, in words. */
export function statusWords({ status, redirectTo }: HarStep): string {
  if (status === 0) return "no answer";
  return redirectTo === null ? String(status) : `${status} → ${redirectTo.host}${redirectTo.path}`;
}
