import { describe, expect, it } from "vitest";
import { catalogue, CAUSE_GROUPS, causeOf, isCauseCode, ORIGINAL_GUIDE } from "./catalogue";
import { fillTemplate } from "./catalogue/placeholders";
import type { LoopCause } from "../../../webhooks/loopEpisode";
import { workosLink } from "./catalogue/links";

const prose = catalogue.flatMap((entry) => [
  ...[entry.title, entry.whatThePersonSees, entry.cause, entry.howItIsProven].map(
    (text): [string, string] => [entry.code, text],
  ),
  ...entry.remedy.map((text): [string, string] => [entry.code, text]),
  ...(entry.reply === undefined ? [] : [[entry.code, entry.reply] as [string, string]]),
]);

describe("catalogue", () => {
  it("opens with the original guide's four, under their own names", () => {
    expect(catalogue.slice(0, 4).map((entry) => entry.title)).toEqual([
      "Invalid redirect URI",
      "Cookie not set / auth loop",
      "User not created in Convex",
      "Works locally but not in production",
    ]);
    expect(catalogue.slice(0, 4).map((entry) => entry.code)).toEqual([...ORIGINAL_GUIDE]);
  });

  it("has unique kebab-case codes and covers all groups", () => {
    const codes = catalogue.map((entry) => entry.code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.length).toBeGreaterThanOrEqual(80);
    for (const code of codes) expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(new Set(catalogue.map((entry) => entry.group))).toEqual(new Set(CAUSE_GROUPS));
  });

  it("is frozen", () => {
    expect(Object.isFrozen(catalogue)).toBe(true);
    expect(catalogue.every((entry) => Object.isFrozen(entry))).toBe(true);
  });

  it("tells for every cause what to do, from what source, for which mode", () => {
    for (const entry of catalogue) {
      expect(entry.remedy.length, entry.code).toBeGreaterThan(0);
      expect(entry.sources.length, entry.code).toBeGreaterThan(0);
      expect(entry.authModes.length, entry.code).toBeGreaterThan(0);
    }
  });

  it.each(prose)("%s is written in whole sentences: %s", (_code, text) => {
    expect(text.trim()).toBe(text);
    expect(text.length).toBeGreaterThan(7);
    expect(text).not.toMatch(/\b(simply|just|obviously|user error)\b/i);
    expect(fillTemplate(text).replace(/\{\{.*?\}\}/g, "")).not.toMatch(/\{\w+\}/);
  });

  it("writes to people without terms of the trade", () => {
    const replies = catalogue.flatMap((entry) => entry.reply ?? []);
    expect(replies.length).toBeGreaterThan(20);
    for (const reply of replies) {
      expect(reply).not.toMatch(
        /OAuth|token|WorkOS|Convex|redirect|callback|PKCE|JWT|CORS|endpoint/i,
      );
      expect(reply).toMatch(/[.?]$/);
    }
  });

  it.each([
    ["cookie-password-invalid", /no meaning in an app without a server/],
    ["cookie-not-set", /WORKOS_COOKIE_PASSWORD does nothing at all/],
    ["cors-origin-missing", /separate from the redirect URIs/],
    ["redirect-uri-not-registered", /not the CORS list/],
    ["user-not-created", /auth\.config\.ts only says whose tokens/],
    ["convex-provider-mismatch", /slash at the end of the issuer does not matter/],
    ["webhook-timestamp-refused", /milliseconds/],
  ] as const)("%s corrects the popular advice", (code, truth) => {
    expect(causeOf(code).cause).toMatch(truth);
  });

  it("never blames the cookie password in an app without a server", () => {
    expect(causeOf("cookie-password-invalid").authModes).toEqual(["cookie"]);
    expect(causeOf("cors-origin-missing").authModes).toEqual(["client-only"]);
  });

  it("knows its codes and rejects others", () => {
    expect(isCauseCode("clock-skew")).toBe(true);
    expect(isCauseCode("toString")).toBe(false);
    expect(() => causeOf("nope" as "clock-skew")).toThrow('No cause has the code "nope"');
  });
});

describe("the loop detector's causes", () => {
  it("are causes of the catalogue", () => {
    const causes: readonly LoopCause[] = ["cookie-not-set", "third-party-cookie-blocked"];
    expect(causes.every(isCauseCode)).toBe(true);
  });
});

describe("fillTemplate", () => {
  it.each([
    ["Add {redirectUri}.", { redirectUri: "https://a.example/cb" }, "Add https://a.example/cb."],
    ["Add {redirectUri}.", {}, "Add your app's callback address."],
    ["{unknown} {toString} stay", {}, "{unknown} {toString} stay"],
    ["{{ user.email }}", { email: "x" }, "{{ user.email }}"],
    ["{host}", { host: "$& $1" }, "$& $1"],
  ])("%s", (template, values, expected) => {
    expect(fillTemplate(template, values)).toBe(expected);
  });
});

describe("workosLink", () => {
  it("uses the environment when it is known", () => {
    expect(workosLink("redirects", "environment_01A").href).toBe(
      "https://dashboard.workos.com/environment_01A/redirects",
    );
  });

  it.each([
    ["redirects", "https://dashboard.workos.com/redirects"],
    ["cors", "https://dashboard.workos.com/environment/authentication/sessions"],
  ] as const)("opens the current environment's %s otherwise", (page, href) => {
    expect(workosLink(page).href).toBe(href);
  });

  it("does not call the dashboard's first page by another's name", () => {
    expect(workosLink("webhooks")).toEqual({
      label: "the start page (then: Webhooks)",
      href: "https://dashboard.workos.com/get-started",
    });
    expect(workosLink("webhooks", "environment_01A").label).toBe("Webhooks");
  });

  it("opens the CORS page through the current environment, the only known form", () => {
    expect(workosLink("cors", "environment_01A").href).toContain("/environment/authentication/");
  });
});
