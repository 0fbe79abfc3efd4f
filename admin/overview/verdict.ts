import { signInsPath } from "../addresses/signIns";
import { deliveriesPath } from "../addresses/webhooks";
import { exactUtc, relativeTime } from "../ui/time";
import { count } from "../ui/words";
import { countOf, isoDay } from "./series";
import type { Health, OverviewData } from "./useOverview";

/** The state of things in one sentence: a finding that may lead somewhere, then what it rests on. */
export interface Verdict {
  tone: "ok" | "warning" | "failure" | "unknown";
  finding: string;
  /** Where the finding is looked into. */
  path?: string;
  rest: string;
}

/** Failures of a day are a finding from this many on … */
const MIN_STRIKING_FAILURES = 10;
/** … when they are this many times the mean of the days before. */
const STRIKING_RATIO = 3;
const COMPARED_DAYS = 7;

const FAILED_DELIVERIES = deliveriesPath({ state: "unresolved" });

const LOOPS = "/diagnostics/loops?unresolved";

/** What is judged beside the figures. */
interface Standing extends Health {
  /** People who went round in circles this week. */
  openLoops: number;
}

/** Judges the figures: what needs a person first, else that all is well. `now` in epoch ms. */
export function verdictOf(data: OverviewData, health: Standing, now: number): Verdict {
  const { failed, moreFailed, lastReceivedAt, openLoops } = health;
  const rest = restOf(data, health, now);
  const today = data.days.at(-1);
  const signInsToday = countOf(today?.signIns);
  if (failed > 0) {
    const finding = `${count(failed, "event", moreFailed)} from WorkOS could not be applied`;
    return { tone: "failure", finding, path: FAILED_DELIVERIES, rest };
  }
  if (openLoops > 0) {
    const finding = `${count(openLoops, "person")} could not get past signing in this week`;
    return { tone: "warning", finding, path: LOOPS, rest };
  }
  if (lastReceivedAt === null) {
    const finding = "No webhook has arrived yet";
    return { tone: "unknown", finding, path: "/webhooks", rest: signInSentence(data) };
  }
  if (today && lastReceivedAt < today.dayAt && signInsToday > 0) {
    const finding = "Webhooks are silent while people sign in";
    return { tone: "warning", finding, path: "/webhooks", rest };
  }
  if (today && areFailuresStriking(data)) {
    const finding = `Unusually many failed sign-ins today: ${count(countOf(today.failures), "failure")}`;
    const path = signInsPath({ outcome: "failed", day: isoDay(today.dayAt) });
    return { tone: "warning", finding, path, rest };
  }
  return { tone: "ok", finding: "All is well", rest };
}

function areFailuresStriking({ days }: OverviewData): boolean {
  const before = days.slice(-1 - COMPARED_DAYS, -1);
  if (before.length === 0) return false;
  const sum = before.reduce((total, { failures }) => total + countOf(failures), 0);
  const today = countOf(days.at(-1)?.failures);
  return today >= MIN_STRIKING_FAILURES && today > (STRIKING_RATIO * sum) / before.length;
}

function restOf(data: OverviewData, { lastReceivedAt }: Health, now: number): string {
  if (lastReceivedAt === null) return signInSentence(data);
  return `${signInSentence(data)}; last webhook ${relativeTime(lastReceivedAt, now)}`;
}

function signInSentence(data: OverviewData): string {
  const today = `${count(countOf(data.days.at(-1)?.signIns), "sign-in")} today (UTC)`;
  const compared = comparisonWords(data.comparison);
  return compared === null ? today : `${today}, ${compared}`;
}

const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone: "UTC" });

/** Today beside the same whole hours of a week ago; null while there is nothing to compare. */
function comparisonWords({ untilAt, today, lastWeek }: OverviewData["comparison"]): string | null {
  if (lastWeek === 0) return null;
  const then = `last ${weekday.format(untilAt)} by ${exactUtc(untilAt).slice(11, 16)}`;
  const percent = Math.round((100 * Math.abs(today - lastWeek)) / lastWeek);
  if (percent === 0) return `as many as ${then}`;
  return `${percent} % ${today < lastWeek ? "fewer" : "more"} than ${then}`;
}
