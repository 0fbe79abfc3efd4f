import {
  isAvailable,
  type AvailableEvidence,
  type Evidence,
  type EvidenceFacts,
} from "../evidence";
import { REQUIRED_EVENTS } from "../judge/webhooks";
import { ProbeError } from "./get";
import type { Collector, Tools } from "./types";
import { listWorkos, timeOf } from "./workos";

/** Every endpoint must be subscribed to these, so each of them should have come here. */
const EVENTS = REQUIRED_EVENTS.join(",");

const isInbox = (one: Evidence): one is AvailableEvidence<"inboxHealth"> =>
  isAvailable(one) && one.kind === "inboxHealth";

/** How deliveries have gone, and whether WorkOS has news that did not come. */
export const deliveries: Collector = async (_target, tools) => {
  const stored = await tools.stored("deliveries");
  const health = stored.find(isInbox);
  if (health === undefined) return stored;
  const missedEventAt = await firstEventAfter(health.facts, tools);
  return [{ ...health, facts: { ...health.facts, missedEventAt } }];
};

// Without it the inbox's own figures still say enough.
async function firstEventAfter(
  { lastReceivedAt, since }: EvidenceFacts["inboxHealth"],
  tools: Tools,
): Promise<number | null> {
  const after = Math.max(lastReceivedAt ?? 0, since);
  const range_start = new Date(after + 1).toISOString();
  try {
    const query = { events: EVENTS, order: "asc", limit: "1", range_start };
    const [first] = await listWorkos(tools, "/events", "its events", query);
    return first === undefined ? null : timeOf(first, "created_at");
  } catch (error) {
    if (error instanceof ProbeError) return null;
    throw error;
  }
}
