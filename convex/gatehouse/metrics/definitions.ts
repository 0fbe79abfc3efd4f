/** What a figure means, for the reader beside the chart and for the docs. */
export interface Definition {
  title: string;
  counts: string;
  leavesOut: string;
  source: string;
  /** What the data cannot say, so that nobody reads it into the figure. */
  limits: string;
}

export type Figure =
  "signIns" | "failures" | "activeUsers" | "monthlyActiveUsers" | "newUsers" | "webhookHealth";

/** Days are UTC days everywhere, and an event counts on the day WorkOS says it happened. */
export const DEFINITIONS: Readonly<Record<Figure, Definition>> = Object.freeze({
  signIns: {
    title: "Sign-ins",
    counts:
      "Sessions that began on the UTC day, once each, by the method WorkOS names in the session.",
    leavesOut:
      "Impersonations from the WorkOS dashboard, migrated sessions, and tokens refreshed within a session.",
    source: "session.created",
    limits:
      "WorkOS says OAuth, not which provider. A person who signs in on two devices counts twice.",
  },
  failures: {
    title: "Failed sign-ins",
    counts:
      "Attempts that WorkOS turned down on the UTC day, by the error code it gave, single sign-on that ran out of time among them.",
    leavesOut: "Attempts that ended before WorkOS had anything to check.",
    source: "authentication.*_failed, authentication.sso_timed_out",
    limits:
      "A wrong redirect URI, an unknown client id or a closed sign-in page leave no event, so a share of failures among all attempts cannot be computed. WorkOS publishes no list of error codes.",
  },
  activeUsers: {
    title: "Daily active users",
    counts: "Users with at least one sign-in on the UTC day, once each.",
    leavesOut: "People who only went on using a session they had begun on an earlier day.",
    source: "session.created",
    limits:
      "A session can last for days, so this may be less than the number of people who used the app. Users deleted since stay counted on the days they signed in.",
  },
  monthlyActiveUsers: {
    title: "Monthly active users",
    counts: "Users with at least one sign-in in the 30 UTC days that end with the day, once each.",
    leavesOut: "People whose only session in that time had begun before it.",
    source: "session.created",
    limits:
      "WorkOS bills by a count of its own, which may differ. Users deleted since stay counted. During the first 30 days on record the figure is still filling up.",
  },
  newUsers: {
    title: "New users",
    counts:
      "Users by the UTC day on which they were created in WorkOS, or first signed in if nothing older is known.",
    leavesOut: "Users of whom only the deletion is known.",
    source: "user.created, listings of users, first sign-ins",
    limits:
      "Users deleted since stay counted on the day they were created. An invitation that nobody accepted is not a user.",
  },
  webhookHealth: {
    title: "Webhooks",
    counts:
      "When WorkOS last delivered an event; how long after the event its webhook came, of the latest 200 within 24 hours; how many events failed here or were given up and wait for a person; how many deliveries were refused for their signature yesterday and today; when the Events API was last read; and how many differences the last comparison left open.",
    leavesOut:
      "From arrivals and lag: what only the Events API, a replay or the seed brought, and webhooks of an event after its first.",
    source: "deliveries to this deployment",
    limits:
      "Silence has two readings: nothing happened, or nothing arrives. The Events API tells them apart within a minute or two.",
  },
});
