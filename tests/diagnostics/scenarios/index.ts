import type { CauseCode } from "../../../convex/gatehouse/diagnostics/catalogue";
import { browsers, heldOutBrowsers } from "./browsers";
import { clients, heldOutClients } from "./clients";
import { deliveries, heldOutDeliveries } from "./deliveries";
import { heldOutPastes, pastes } from "./pasted";
import { heldOutPeople, people } from "./people";
import { heldOutRecordings, recordings } from "./recordings";
import { heldOutRedirects, redirects } from "./redirects";
import type { Scenario } from "./types";

/** Broken setups that the rules were written with. */
export const seenBroken: readonly Scenario[] = [
  ...redirects,
  ...clients,
  ...deliveries,
  ...people,
  ...browsers,
  ...pastes,
  ...recordings,
];

/** Broken setups that were kept out of sight. */
export const heldOutBroken: readonly Scenario[] = [
  ...heldOutRedirects,
  ...heldOutClients,
  ...heldOutDeliveries,
  ...heldOutPeople,
  ...heldOutBrowsers,
  ...heldOutPastes,
  ...heldOutRecordings,
];

const NEEDS_THE_APP =
  "Only the app can tell that AuthKit has a user whom Convex does not accept; the self-check reads what it says, but no app of ours says it.";

/** Causes that no scenario has, and why. */
export const WITHOUT_SCENARIO: Partial<Record<CauseCode, string>> = {
  "convex-loading-never-ends": NEEDS_THE_APP,
  "convex-token-refresh-ignored": NEEDS_THE_APP,
};
