/**
 * Why an event did what it did, as data: codes travel through the inbox, the console, logs and
 * tests; the sentence is for the person reading.
 */
export const EVENT_REASONS = Object.freeze({
  "unknown-type": "Gatehouse does not know this type of event. It was recorded, nothing else.",
  "no-effect": "This type of event changes nothing Gatehouse keeps. It was recorded, nothing else.",
  "older-than-known": "A newer change to this user had already arrived.",
  "already-known": "The user's row already says exactly this.",
  "user-deleted": "The user is deleted and stays deleted, whatever arrives late.",
  "user-erased":
    "The user's personal data was erased. Only that there was an event was recorded, and nothing done.",
  impersonation: "Someone impersonated the user from the WorkOS dashboard: not a sign-in.",
  "migrated-session": "The session was brought over from another system: not a sign-in.",
  "handler-failed": "Gatehouse could not process the event. It tries again by itself.",
  "gave-up": "Gatehouse could not process the event, however often it tried. Replay it once fixed.",
  "too-long-to-keep":
    "Gatehouse could not process the event, and it is too long to be kept and tried again. Compare with WorkOS instead.",
  unreadable:
    "Gatehouse could not read the event. It may be of a newer shape: update Gatehouse, then replay it.",
} as const);

export type EventReason = keyof typeof EVENT_REASONS;
