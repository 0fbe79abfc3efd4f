import { api } from "../../../convex/_generated/api";
import type { SelfCheckFacts } from "../../../convex/gatehouse/diagnostics/selfCheckFacts";
import type { Setup } from "../deployment";
import { production, soundBrowser } from "../fixtures";
import { adaIn, later, loops } from "./people";
import type { Scenario } from "./types";
import { reported } from "./types";

const MINUTE_MS = 60_000;

type Step = Parameters<typeof later>[number];

/** Ada opens the link that support sent her, in a browser like this. */
const sends =
  (facts: Partial<SelfCheckFacts>): Step =>
  async (deployment) => {
    const { backend, support } = deployment;
    const workosUserId = adaIn(deployment).id;
    const { code } = await support.mutation(api.gatehouse.selfChecks.create, { workosUserId });
    const { origin, hostname } = new URL(production.appUrl);
    const sound = { ...soundBrowser(hostname), origin, app: null };
    const answer = await backend.mutation(api.gatehouse.selfChecks.submit, {
      code,
      report: { ...sound, ...facts },
    });
    if (answer !== "received") throw new Error(`The report was ${answer}.`);
  };

/** WorkOS's answer to whose organizations Ada belongs to. */
const memberOf = (organization: string): Setup => ({
  workosAnswers: {
    "/user_management/organization_memberships": () =>
      Response.json({
        object: "list",
        data: [{ id: "om_1", organization_id: organization }],
        list_metadata: { before: null, after: null },
      }),
  },
});

/** People whose own browser stops them, as their self-check tells. */
export const browsers: readonly Scenario[] = [
  reported(
    "a browser that refuses cookies, in a loop",
    "browser-storage-blocked",
    later(loops(), sends({ cookiesEnabled: false, sessionStorageWritable: false })),
  ),
  reported("an organization they left", "organization-stale", {
    ...later(sends({ rememberedOrganizationId: "org_left" })),
    ...memberOf("org_now"),
  }),
];

/** As above, not looked at while the rules were written. */
export const heldOutBrowsers: readonly Scenario[] = [
  reported(
    "a phone whose clock is an hour off, in a loop",
    "clock-skew",
    later(loops(), sends({ clockOffsetMs: 60 * MINUTE_MS })),
  ),
  reported(
    "the app is opened over http in the office network",
    "insecure-context",
    later(sends({ secureContext: false, cryptoSubtle: false })),
  ),
  reported(
    "two WorkOS cookies in one browser",
    "several-session-hints",
    later(sends({ sessionHints: 2 })),
  ),
  reported(
    "a content blocker that knows WorkOS's domain",
    "request-blocked",
    later(sends({ blockedRequests: [{ host: production.apiHost, reason: "blocked" }] })),
  ),
];

/** Browsers with nothing wrong. */
export const soundBrowsers: readonly Scenario[] = [
  reported("a sound browser", null, later(sends({}))),
  reported(
    "a browser whose clock is 40 seconds off",
    null,
    later(sends({ clockOffsetMs: 40_000 })),
  ),
];
