import type { Certainty, Severity } from "../../../convex/gatehouse/diagnostics/catalogue/types";
import type { IconName } from "../../ui/Icon";
import type { Tone } from "../../ui/Status";

/** How sure a finding is, in one word and in a sentence. */
export const CERTAINTY: Readonly<Record<Certainty, { label: string; meaning: string }>> = {
  proven: { label: "certain", meaning: "Seen directly; there is no other explanation." },
  likely: { label: "very likely", meaning: "All signs point to it, but one step was not seen." },
  possible: {
    label: "possible",
    meaning: "It would explain what was seen; other causes would, too.",
  },
  unknown: { label: "not checked", meaning: "It cannot be checked from here." },
};

interface SeverityWords {
  label: string;
  meaning: string;
  tone: Tone;
  icon: IconName;
}

/** What a finding does to people, from worst to mildest. */
export const SEVERITY: Readonly<Record<Severity, SeverityWords>> = {
  blocking: {
    label: "stops sign-in",
    meaning: "Nobody it concerns can sign in.",
    tone: "failure",
    icon: "failure",
  },
  degrading: {
    label: "gets in the way",
    meaning: "Signing in works, but badly or only sometimes.",
    tone: "warning",
    icon: "warning",
  },
  advisory: {
    label: "a risk",
    meaning: "Nobody is kept out today; it can bite later.",
    tone: "neutral",
    icon: "ignored",
  },
};

const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone: "UTC" });
const clock = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
});
const date = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

const DAY_MS = 86_400_000;

/**
 * Since when something is broken: "since 14:02 UTC", "since Tuesday", "since 3 Nov".
 * @param at UTC epoch milliseconds
 * @param now UTC epoch milliseconds
 */
export function sinceWords(at: number, now: number): string {
  if (now - at < DAY_MS) return `since ${clock.format(at)} UTC`;
  return `since ${now - at < 7 * DAY_MS ? weekday.format(at) : date.format(at)}`;
}
