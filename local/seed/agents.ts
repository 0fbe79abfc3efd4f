import { createHash } from "node:crypto";
import { KNOWN_AGENTS } from "../../convex/gatehouse/users/agents";

/** Of 256 people, how many have switched each agent on; later agents are rarer. */
const POPULARITY = [150, 120, 40, 90, 60, 30, 24, 20, 18, 16, 10, 14, 8];

/** Some people still have an entry of the app's early days. */
const LEGACY = { name: "cursor", of256: 12 };

/**
 * Which sync plugins a made-up person has on: the same ones for the same id, some people none.
 *
 * @param workosId the person's WorkOS id
 */
export function chooseAgents(workosId: string): string[] {
  const bytes = createHash("sha256").update(workosId).digest();
  const chosen = KNOWN_AGENTS.filter((_agent, index) => {
    const byte = bytes[index] ?? 255;
    return byte < (POPULARITY[index] ?? 0);
  }).map(({ id }) => id);
  return (bytes[31] ?? 255) < LEGACY.of256 ? [...chosen, LEGACY.name] : chosen;
}
