import { agentLabel } from "../../convex/gatehouse/users/agents";
import { MONTH_IN_DAYS } from "../../convex/gatehouse/metrics/monthlyWindow";
import { USER_STATUSES, type UserFilters } from "../addresses/users";
import { utcDayWords } from "../ui/time";

type Key = keyof UserFilters;

/** One part of the filter: a chip in the sentence above the list. */
export interface FilterPart {
  key: Key;
  label: string;
}

/** Of these only one can stand in the filter. */
const EXCLUSIVE: readonly (readonly Key[])[] = [
  ["notSeenForDays", "neverSignedIn", "activeOn", "activeInDays", "monthlyActiveOn"],
  ["createdOn", "createdInDays"],
];

type Words = { readonly [K in Key]: (value: NonNullable<UserFilters[K]>) => string };

/** What each part says, in the order the sentence has them. */
const WORDS: Words = {
  status: (status) => status,
  agent: (agent) => `has ${agentLabel(agent)}`,
  notSeenForDays: (days) => `not seen for ${days} days`,
  neverSignedIn: () => "never signed in",
  activeOn: (day) => `signed in on ${utcDayWords(day)}`,
  activeInDays: (days) => (days === 1 ? "signed in today" : `signed in within ${days} days`),
  monthlyActiveOn: (day) => `signed in within the ${MONTH_IN_DAYS} days to ${utcDayWords(day)}`,
  createdOn: (day) => `created on ${utcDayWords(day)}`,
  createdInDays: (days) => (days === 1 ? "created today" : `created in the last ${days} days`),
  search: (text) => `matching “${text}”`,
};

/** The filter as parts of a sentence: "active · has Cursor · not seen for 30 days". */
export function filterParts(filters: UserFilters): FilterPart[] {
  return (Object.keys(WORDS) as Key[]).flatMap((key) => partOf(filters, key));
}

function partOf<K extends Key>(filters: UserFilters, key: K): FilterPart[] {
  const value = filters[key];
  // An empty search and "never signed in: no" say nothing.
  return value ? [{ key, label: WORDS[key](value) }] : [];
}

/** The filter without one of its parts. */
export function withoutPart(filters: UserFilters, key: Key): UserFilters {
  const rest = { ...filters };
  delete rest[key];
  return rest;
}

/** A choice in the "Add filter" menu. */
export interface FilterChoice {
  label: string;
  set: UserFilters;
}

/** What can be added, in groups; other days are reached from the charts. */
export function filterChoices(
  agents: readonly string[],
): { title: string; choices: FilterChoice[] }[] {
  return [
    group(
      "Status",
      USER_STATUSES.map((status) => ({ status })),
    ),
    group("Last sign-in", [
      ...[7, 30, 90].map((notSeenForDays) => ({ notSeenForDays })),
      { neverSignedIn: true },
    ]),
    group(
      "Signed in",
      [1, 7, 30].map((activeInDays) => ({ activeInDays })),
    ),
    group(
      "Created",
      [1, 7, 30].map((createdInDays) => ({ createdInDays })),
    ),
    group(
      "Agent",
      agents.map((agent) => ({ agent })),
    ),
  ];
}

function group(title: string, sets: readonly UserFilters[]) {
  const choices = sets.map((set) => ({
    label: filterParts(set)
      .map(({ label }) => label)
      .join(),
    set,
  }));
  return { title, choices };
}

/** The filter with a choice added, and what contradicts it removed. */
export function withChoice(filters: UserFilters, { set }: FilterChoice): UserFilters {
  const rivals = EXCLUSIVE.filter((keys) => keys.some((key) => key in set)).flat();
  return { ...rivals.reduce(withoutPart, filters), ...set };
}

/** Whether the list comes in an order of its own: the best match first, or a day's by id. */
export function hasOwnOrder({ search, activeOn, activeInDays }: UserFilters): boolean {
  return Boolean(search) || activeOn !== undefined || activeInDays === 1;
}
