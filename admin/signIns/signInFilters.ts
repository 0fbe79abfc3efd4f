import { SIGN_IN_OUTCOMES, type SignInFilters } from "../addresses/signIns";
import { utcDayWords } from "../ui/time";
import { errorWords, methodLabel } from "../ui/words";

const OUTCOME_WORDS = { succeeded: "signed in", failed: "failed" } as const;

/** Methods and reasons to choose from; others are reached from the charts. */
const METHODS = ["password", "oauth", "magic_auth", "sso", "passkey"] as const;
const ERROR_CODES = ["invalid_credentials", "invalid_one_time_code", "access_denied"] as const;

/** The filter as parts of a sentence: "failed · by password · on 20 Nov 2026 (UTC)". */
export function signInFilterParts(filters: SignInFilters) {
  const { outcome, method, errorCode, userId, day, lastDays } = filters;
  const parts: ({ key: keyof SignInFilters; label: string } | false)[] = [
    outcome !== undefined && { key: "outcome", label: OUTCOME_WORDS[outcome] },
    method !== undefined && { key: "method", label: `by ${methodLabel(method)}` },
    errorCode !== undefined && { key: "errorCode", label: `because: ${errorWords(errorCode)}` },
    userId !== undefined && { key: "userId", label: `of ${userId}` },
    day !== undefined && { key: "day", label: `on ${utcDayWords(day)}` },
    lastDays !== undefined && { key: "lastDays", label: sinceLabel(lastDays) },
  ];
  return parts.filter((part) => part !== false);
}

/** What can be added to the filter, in groups. One time replaces another. */
export function signInFilterChoices(): {
  title: string;
  choices: { label: string; set: SignInFilters }[];
}[] {
  return [
    {
      title: "Outcome",
      choices: SIGN_IN_OUTCOMES.map((outcome) => ({
        label: OUTCOME_WORDS[outcome],
        set: { outcome },
      })),
    },
    {
      title: "Method",
      choices: METHODS.map((method) => ({ label: `by ${methodLabel(method)}`, set: { method } })),
    },
    {
      title: "Reason",
      choices: ERROR_CODES.map((errorCode) => ({
        label: `because: ${errorWords(errorCode)}`,
        set: { errorCode },
      })),
    },
    {
      title: "Time (UTC)",
      choices: [1, 7, 30].map((lastDays) => ({ label: sinceLabel(lastDays), set: { lastDays } })),
    },
  ];
}

/** The filter with a choice added; "today" and "on 20 Nov" exclude each other. */
export function withChoice(filters: SignInFilters, set: SignInFilters): SignInFilters {
  if (set.lastDays === undefined) return { ...filters, ...set };
  const rest = { ...filters };
  delete rest.day;
  return { ...rest, ...set };
}

/** The filter without one of its parts. */
export function withoutPart(filters: SignInFilters, key: keyof SignInFilters): SignInFilters {
  const rest = { ...filters };
  delete rest[key];
  return rest;
}

function sinceLabel(lastDays: number): string {
  return lastDays === 1 ? "today" : `in the last ${lastDays} days`;
}
