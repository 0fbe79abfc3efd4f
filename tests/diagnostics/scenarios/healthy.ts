import { ADA, adaSignsIn, DEVICE, pass, settingCookies } from "../deployment";
import { GOOD_COOKIE, production } from "../fixtures";
import { soundBrowsers } from "./browsers";
import { soundPastes } from "./pasted";
import { adaIn, later, loops } from "./people";
import { soundRecordings } from "./recordings";
import { listed, onDeveloperMachine, staging, withServer } from "./redirects";
import type { Scenario } from "./types";
import { checked, diagnosed } from "./types";

const SECOND_MS = 1000;
const HOUR_MS = 3600 * SECOND_MS;

const signsInAgain: Parameters<typeof later>[number] = (deployment) =>
  void deployment.workos.model.sessions.start(adaIn(deployment), "google", DEVICE);

/** Environments and people with nothing wrong. */
const sound: readonly Scenario[] = [
  checked("production", null, {}),
  checked("production with a server", null, withServer({ app: settingCookies(GOOD_COOKIE) })),
  checked(
    "development",
    null,
    onDeveloperMachine("http://localhost:5173", listed("http://localhost:5173/callback")),
  ),
  checked(
    "a preview under the company's own wildcard",
    null,
    staging(
      "https://pr-8.preview.example.com",
      listed(production.redirectUri, "https://*.preview.example.com/callback"),
    ),
  ),
  checked("a clock that is half a minute off", null, { workosAheadMs: 31 * SECOND_MS }),
  checked("a night without traffic", null, {
    happens: async (deployment) => {
      adaSignsIn(deployment);
      await deployment.settle();
      pass(9 * HOUR_MS);
    },
  }),
  checked(
    "three cookies of a server, one removed",
    null,
    withServer({
      app: settingCookies(
        GOOD_COOKIE,
        "wos-auth-verifier-0a1b2c3d=; Path=/; Max-Age=0",
        "locale=de; Path=/; SameSite=Lax",
      ),
    }),
  ),
  diagnosed("a person who signs in every day", null, later(signsInAgain)),
  diagnosed(
    "a person who mistyped the password once and came in",
    null,
    later((deployment) => {
      const { signIns } = deployment.workos.model;
      signIns.fail(adaIn(deployment), "password", "wrong", DEVICE);
      pass(20 * SECOND_MS);
    }, signsInAgain),
  ),
  diagnosed(
    "a person who signed out the day before yesterday",
    null,
    later(
      ({ workos: { model } }) => model.tables.sessions.all().forEach(model.sessions.revoke),
      () => pass(48 * HOUR_MS),
    ),
  ),
  diagnosed(
    "a loop that was cured",
    null,
    later(loops(), () => pass(5 * HOUR_MS), signsInAgain),
  ),
  diagnosed("a person whose address is typed in capitals", null, later(), {
    email: ADA.toUpperCase(),
  }),
];

/** Setups with nothing wrong, of every kind. */
export const healthy: readonly Scenario[] = [
  ...sound,
  ...soundRecordings,
  ...soundBrowsers,
  ...soundPastes,
];
