import { isAvailable, type AvailableEvidence, type Evidence } from "../evidence";
import { REQUIRED_EVENTS } from "../judge/webhooks";
import { ProbeError } from "./get";
import type { Collector, Tools } from "./types";
import { listWorkos, timeOf } from "./workos";

/** Every endpoint must be subscribed to these, so the newest of them would have come here. */
const EVENTS = REQUIRED_EVENTS.join(",");

const isInbox = (one: Evidence): one is AvailableEvidence<"inboxHealth"> =>
  isAvailable(one) && one.kind === "inboxHealth";

/** How deliveries have gone, and what the newest event at WorkOS is. */
export const deliveries: Collector = async (_target, tools) => {
  const stored = await tools.stored("deliveries");
  const health = stored.find(isInbox);
  if (health === undefined) return stored;
  const latestEventAt = await newestEventAt(tools);
  return [{ ...health, facts: { ...health.facts, latestEventAt } }];
};

// Without it the inbox's own figures still say enough.
async function newestEventAt(tools: Tools): Promise<number | null> {
  try {
    const query = { events: EVENTS, order: "desc", limit: "1" };
    const [newest] = await listWorkos(tools, "/events", "its newest event", query);
    return newest === undefined ? null : timeOf(newest, "created_at");
  } catch (error) {
    if (error instanceof ProbeError) return null;
    throw error;
  }
}
