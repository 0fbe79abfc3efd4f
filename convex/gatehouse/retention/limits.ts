/** How long a kind of record is kept. Pure: the console and the docs show the same table. */
export interface Limit {
  title: string;
  days: number;
  /** What the days are counted from. */
  since: string;
  why: string;
}

/**
 * What is deleted by age. Counted figures do not change with it: WorkOS keeps events for 90 days at
 * most, so nothing that is pruned here can arrive, and be counted, a second time.
 */
export const LIMITS = Object.freeze({
  payloads: {
    title: "Event payloads",
    days: 30,
    since: "the event came",
    why: "They hold personal data; long enough to replay what failed here.",
  },
  inbox: {
    title: "Events",
    days: 90,
    since: "the event came",
    why: "WorkOS has no older ones, so that no event is taken for a new one.",
  },
  signIns: {
    title: "Sign-ins",
    days: 400,
    since: "the sign-in",
    why: "A year and a month, to compare with the year before. They hold IP addresses and devices.",
  },
  sessionEnds: {
    title: "Ends of sessions",
    days: 400,
    since: "the end",
    why: "As long as the sign-ins they belong to.",
  },
  userDays: {
    title: "Who was active on which day",
    days: 400,
    since: "the day",
    why: "A new sign-in looks 30 days to either side, to count nobody twice.",
  },
  loginLoops: {
    title: "Login loops",
    days: 180,
    since: "the loop began",
    why: "Shorter than sign-ins, so that no loop is judged anew by half of its sign-ins.",
  },
  drift: {
    title: "Differences from WorkOS",
    days: 90,
    since: "it was found",
    why: "They hold the values that differed. Those of the latest comparison stay.",
  },
  syncRuns: {
    title: "Comparisons with WorkOS",
    days: 90,
    since: "it began",
    why: "As long as what they found. The latest stays.",
  },
  replayRuns: {
    title: "Replays",
    days: 90,
    since: "it began",
    why: "As long as the events they replayed. One that is running stays.",
  },
  refusals: {
    title: "Counts of refused deliveries",
    days: 30,
    since: "the day",
    why: "Today's and yesterday's are shown; the rest is for looking back by hand.",
  },
  selfChecks: {
    title: "Self-check links and reports",
    days: 30,
    since: "the link ran out",
    why: "They describe a person's browser.",
  },
  diagnosticRuns: {
    title: "Runs of environment checks",
    days: 400,
    since: "it began",
    why: "To see since when something is broken. At most 50 for each environment.",
  },
  environmentReports: {
    title: "Reports of npm run doctor",
    days: 400,
    since: "it was sent",
    why: "Older ones say nothing about a host. At most 20 for each environment.",
  },
} as const satisfies Record<string, Limit>);

/** A kind of record that is pruned by age. */
export type Prunable = keyof typeof LIMITS;

export const PRUNABLE = Object.keys(LIMITS) as Prunable[];

/** What is never deleted by age, and why. */
export const KEPT_FOR_GOOD = Object.freeze([
  {
    title: "The audit log",
    why: "It is evidence, and a chain: nothing in it is ever deleted.",
  },
  {
    title: "Users",
    why: "A deleted one stays, so that a late event cannot bring it back. An admin can erase its personal data on the user's page.",
  },
  {
    title: "Counted figures",
    why: "Hours, days and totals without anybody's name, some dozen small rows a day.",
  },
  {
    title: "Operators and environments",
    why: "Until an admin removes them.",
  },
]);
