import { SYNCED_EVENTS } from "../../webhooks/eventTypes";
import { isText, isWhole, oneOf, type FilterRules } from "../list/filterRules";

/** In the order of the choices. */
const STATES = ["unresolved", "failed", "dead", "ignored", "applied"] as const;

/** The filter of the deliveries as it stands in the address. */
export interface DeliveryFilters {
  state?: (typeof STATES)[number];
  type?: string;
  userId?: string;
  withinHours?: number;
}

/** What an address may say. */
export const DELIVERY_FILTER_RULES: FilterRules<DeliveryFilters> = {
  state: oneOf(STATES),
  type: isText,
  userId: isText,
  withinHours: isWhole,
};

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
      choices: STATES.map((state) => ({ label: STATE_WORDS[state], set: { state } })),
    },
    {
      title: "Received",
      choices: TIMES.map(({ label, withinHours }) => ({ label, set: { withinHours } })),
    },
    { title: "Event", choices: SYNCED_EVENTS.map((type) => ({ label: type, set: { type } })) },
  ];
}
