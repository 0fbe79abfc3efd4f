import { isAvailable, type AvailableEvidence, type Evidence } from "../evidence";
import { NAMED } from "../judge/words";
import { ProbeError } from "./get";
import type { Collector, Tools } from "./types";
import { readUser, textOf } from "./workos";

type Gaps = AvailableEvidence<"provisioningGaps">;
type Person = Gaps["facts"]["signedInWithoutRow"][number];

const isGaps = (one: Evidence): one is Gaps => isAvailable(one) && one.kind === "provisioningGaps";

/** Who signed in and has no row: those a finding will name are looked up at WorkOS. */
export const provisioning: Collector = async (_target, tools) => {
  const stored = await tools.stored("provisioning");
  const gaps = stored.find(isGaps);
  if (gaps === undefined) return stored;
  const people = gaps.facts.signedInWithoutRow;
  const named = await Promise.all(people.slice(0, NAMED).map((one) => lookedUp(one, tools)));
  const signedInWithoutRow = [...named.flat(), ...people.slice(NAMED)];
  return [{ ...gaps, facts: { ...gaps.facts, signedInWithoutRow } }];
};

/** The person with their address; nobody when WorkOS has deleted them, so that no row is missing. */
async function lookedUp(person: Person, tools: Tools): Promise<Person[]> {
  try {
    const user = await readUser(tools, person.workosId);
    return user === null ? [] : [{ ...person, email: textOf(user, "email") ?? person.email }];
  } catch (error) {
    if (error instanceof ProbeError) return [person];
    throw error;
  }
}
