import { SYNCED_EVENTS } from "../../webhooks/eventTypes";
import { DELIVERY_STATES, type DeliveryFilters } from "../addresses/webhooks";

const STATE_WORDS = {
  applied: "applied",
  ignored: "ignored",
  failed: "failed",
  dead: "given up",
  unresolved: "failed or given up",
} as const;

const TIMES = [
  { withinHours: 1, label: "in the last hour" },
  { withinHours: 24, label: "in the last 24 hours" },
  { withinHours: 168, label: "in the last 7 days" },
] as const;

/** The filter as parts of a sentence: "failed · user.updated · about user_01…". */
export function deliveryFilterParts({ state, type, userId, withinHours }: DeliveryFilters) {
  const parts: ({ key: keyof DeliveryFilters; label: string } | false)[] = [
    state !== undefined && { key: "state", label: STATE_WORDS[state] },
    type !== undefined && { key: "type", label: type },
    userId !== undefined && { key: "userId", label: `about ${userId}` },
    withinHours !== undefined && { key: "withinHours", label: timeWords(withinHours) },
  ];
  return parts.filter((part) => part !== false);
}

function timeWords(hours: number): string {
  return TIMES.find((time) => time.withinHours === hours)?.label ?? `in the last ${hours} hours`;
}

/** What can be added to the filter, in groups. */
export function deliveryFilterChoices() {
  return [
    {
      title: "State",
      choices: DELIVERY_STATES.map((state) => ({ label: STATE_WORDS[state], set: { state } })),
    },
    {
      title: "Received",
      choices: TIMES.map(({ label, withinHours }) => ({ label, set: { withinHours } })),
    },
    { title: "Event", choices: SYNCED_EVENTS.map((type) => ({ label: type, set: { type } })) },
  ];
}
