import { describe, expect, it } from "vitest";
import { analyseHar } from "../../../../admin/diagnostics/analysis/har/analyseHar";
import { NOW } from "../../../../tests/diagnostics/fixtures";
import { harText, streamOf, type Visit } from "../../../../tests/diagnostics/har";
import {
  API,
  APP,
  serverCallback,
  toCallback,
} from "../../../../tests/diagnostics/recordedSignIns";

const signOutAtWorkos: Visit = {
  url: `${API}/user_management/sessions/logout?session_id=session_1`,
  location: `${APP}/`,
};
const googles: Visit = { url: "https://accounts.example.org/choose" };
/** WorkOS knows the person still, so it sends them back at once. */
const unasked = [...toCallback().filter(({ method }) => method !== "POST"), serverCallback()];

async function codes(visits: readonly Visit[]): Promise<string[]> {
  const options = { now: NOW, environments: [] };
  const analysis = await analyseHar(streamOf(harText(visits)), options);
  if ("problem" in analysis) throw new Error(analysis.problem);
  return analysis.findings.map(({ code }) => code);
}

describe("a recorded sign-out", () => {
  it.each<[string, Visit[], string[]]>([
    ["is not told to WorkOS", [{ url: `${APP}/logout` }, ...unasked], ["local-only-sign-out"]],
    ["is told to WorkOS", [{ url: `${APP}/logout` }, signOutAtWorkos, ...unasked], []],
    ["is followed by a form", [{ url: `${APP}/logout` }, ...toCallback(), serverCallback()], []],
    [
      "is followed by another provider's page",
      [{ url: `${APP}/logout` }, ...unasked.slice(0, 3), googles, ...unasked.slice(3)],
      [],
    ],
    ["is the last thing", [{ url: `${APP}/logout` }], []],
    [
      "ends nowhere",
      [
        { url: `${APP}/logout`, location: signOutAtWorkos.url },
        { ...signOutAtWorkos, location: `${API}/user_management/app-homepage-url-not-found` },
        { url: "https://error.workos.com/user_management/app-homepage-url-not-found" },
      ],
      ["sign-out-address-missing"],
    ],
  ])("%s", async (_name, visits, expected) => {
    expect(await codes(visits)).toEqual(expected);
  });
});
