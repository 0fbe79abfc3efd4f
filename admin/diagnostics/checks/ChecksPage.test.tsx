import { screen, within } from "@testing-library/react";
import { ConvexError } from "convex/values";
import { afterEach, describe, expect, it } from "vitest";
import { describeOwnToken } from "../../../convex/gatehouse/diagnostics/ownToken";
import { NOW } from "../../../tests/diagnostics/fixtures";
import { ownToken } from "../../providers/session";
import { FakeConvex, paginate } from "../../testing/fakeConvex";
import { renderConsole } from "../../testing/renderConsole";
import { check, finding, runView } from "../testing";
import { ChecksPage } from "./ChecksPage";
import type { RunView } from "./runWords";

const LOCAL = { _id: "env1", name: "Local", appUrl: "http://localhost:3000" };
const PRODUCTION = { _id: "env2", name: "Production", appUrl: "https://app.example.com" };

const redirects = finding();
const brokenCheck = check("redirectUris", {
  state: "findings",
  evidence: JSON.stringify([{ ...redirects.evidence[0], facts: { uris: [] } }]),
});

function convexWith(view: RunView | null, environments: object[] = [LOCAL, PRODUCTION]) {
  return new FakeConvex()
    .answer("gatehouse/environments:list", () => environments)
    .answer("gatehouse/diagnostics:latest", () => view)
    .answer("gatehouse/diagnostics:history", paginate([]))
    .answer("gatehouse/diagnostics:run", () => "run2");
}
const open = (convex: FakeConvex, role: "admin" | "support" | "auditor" = "admin") =>
  renderConsole(<ChecksPage />, { convex, at: "/diagnostics", role });

describe("an environment where all is well", () => {
  it("is one line", async () => {
    open(convexWith(runView({ checks: [check("jwks"), check("apiKey")] })));
    await screen.findByText("All 2 checks passed");
    expect(screen.queryByRole("article")).toBeNull();
  });

  it("is checked again as a whole or in part", async () => {
    const convex = convexWith(runView());
    const person = open(convex);
    await person.click(await screen.findByRole("button", { name: "Run all checks" }));
    await person.click(screen.getByRole("button", { name: "Check again: Check jwks" }));
    expect(convex.argsOf("gatehouse/diagnostics:run")).toEqual([
      { environmentId: "env1" },
      { environmentId: "env1", checks: ["jwks"] },
    ]);
  });
});

describe("one's own access token", () => {
  const SECRET = "SIGNATUREOFATOKEN";
  const part = (value: object) => btoa(JSON.stringify(value)).replace(/=+$/, "");
  const claims = { iss: "https://api.workos.com/x", email: "ada@example.com", sub: "user_1" };
  const text = [part({ alg: "RS256", kid: "key_1" }), part(claims), SECRET].join(".");
  afterEach(() => ownToken.set(null));

  it("goes with the run, described without its text and without what it says of the person", async () => {
    ownToken.set(describeOwnToken(text));
    const convex = convexWith(runView());
    const person = open(convex);
    await person.click(await screen.findByRole("button", { name: "Run all checks" }));
    const [sent] = convex.argsOf("gatehouse/diagnostics:run");
    expect(sent).toMatchObject({
      token: { keyId: "key_1", issuer: claims.iss, claimNames: ["iss", "email", "sub"] },
    });
    for (const secret of [SECRET, claims.email, "user_1"]) {
      expect(JSON.stringify(sent)).not.toContain(secret);
    }
  });
});

describe("an environment with something to mend", () => {
  const other = finding({ code: "clock-skew", title: "A wrong clock", subject: "Convex" });
  const open2 = finding({
    certainty: "unknown",
    subject: "the dashboard",
    sentence: "Cannot be read through WorkOS's API.",
    howWeKnow: "Open the dashboard and compare.",
    unknownReason: "There is no API for it",
  });
  const view = runView({
    findings: [redirects, other, open2],
    checks: [brokenCheck, check("jwks")],
    brokeSince: { [redirects.code]: NOW },
    lastGoodAt: { [redirects.code]: NOW - 1 },
  });

  it("says first what to act on: what is wrong, how we know, what to do", async () => {
    open(convexWith(view));
    const lead = within(
      await screen.findByRole("article", { name: "First: Invalid redirect URI" }),
    );
    expect(lead.getByText(redirects.sentence)).toBeTruthy();
    expect(lead.getByText("stops sign-in")).toBeTruthy();
    expect(lead.getByText("certain")).toBeTruthy();
    expect(lead.getByText(/^since /)).toBeTruthy();
    expect(lead.getByText(redirects.howWeKnow)).toBeTruthy();
    expect(lead.getByText(/WorkOS's list of redirect URIs, read/)).toBeTruthy();
    expect(lead.getByRole("button", { name: "Copy address" })).toBeTruthy();
    expect(lead.getByRole("link", { name: /Open Redirects/ }).getAttribute("href")).toBe(
      "https://dashboard.workos.com/redirects",
    );
  });

  it("folds the rest, and says what cannot be checked and how to find out", async () => {
    open(convexWith(view));
    await screen.findByText("One thing more");
    expect(screen.getByText("A wrong clock")).toBeTruthy();
    expect(screen.getByText("1 thing cannot be checked from here")).toBeTruthy();
    expect(screen.getByText("There is no API for it.")).toBeTruthy();
    expect(screen.getByText("To find out: Open the dashboard and compare.")).toBeTruthy();
  });

  it("looks again only at what brought the finding", async () => {
    const convex = convexWith(view);
    const person = open(convex);
    const lead = within(await screen.findByRole("article"));
    await person.click(lead.getByRole("button", { name: "Check this again" }));
    expect(convex.argsOf("gatehouse/diagnostics:run")).toEqual([
      { environmentId: "env1", checks: ["redirectUris"] },
    ]);
  });

  it("turns green by itself once it is mended", async () => {
    const convex = convexWith(view);
    open(convex);
    await screen.findByRole("article");
    convex.answer("gatehouse/diagnostics:latest", () => runView());
    await screen.findByText("All 1 check passed");
    expect(screen.queryByRole("article")).toBeNull();
  });
});

describe("people without a row", () => {
  const gap = { kind: "provisioningGaps", source: "the users table", at: NOW };
  const facts = { signedInWithoutRow: [{ workosId: "user_1" }, { workosId: "user_2" }] };
  const view = runView({
    findings: [finding({ code: "user-not-created", title: "User not created", evidence: [gap] })],
    checks: [
      check("provisioning", { state: "findings", evidence: JSON.stringify([{ ...gap, facts }]) }),
    ],
  });
  const mend = () => screen.findByRole("button", { name: "Create 2 rows from WorkOS" });

  it("are created in one click, and checked again", async () => {
    const convex = convexWith(view).answer("gatehouse/diagnostics:repairProvisioning", () => ({
      scheduled: 2,
    }));
    const person = open(convex, "support");
    await person.click(await mend());
    await screen.findByText("2 profiles being fetched from WorkOS.");
    expect(convex.argsOf("gatehouse/diagnostics:repairProvisioning")).toEqual([
      { workosIds: ["user_1", "user_2"] },
    ]);
    expect(convex.argsOf("gatehouse/diagnostics:run").at(-1)).toMatchObject({
      checks: ["provisioning"],
    });
  });

  it("stay, with the reason, when it does not work", async () => {
    const convex = convexWith(view).answer("gatehouse/diagnostics:repairProvisioning", () => {
      throw new ConvexError({ code: "workos_failed", message: "WorkOS does not answer." });
    });
    const person = open(convex);
    await person.click(await mend());
    await screen.findByText("WorkOS does not answer.");
  });

  it("are nothing an auditor can change", async () => {
    open(convexWith(view), "auditor");
    await screen.findByRole("article");
    expect(screen.queryByRole("button", { name: /Create|Check|Run/ })).toBeNull();
  });
});

describe("a run under way", () => {
  it("shows each check's progress, and holds the button", async () => {
    const checks = [check("jwks"), check("apiKey", { state: "running", finishedAt: null })];
    open(convexWith(runView({ state: "running", checks })));
    await screen.findByText("1 of 2 checks done");
    expect(screen.getByRole("button", { name: "Checking …" })).toHaveProperty("disabled", true);
    expect(screen.getByText("checking …")).toBeTruthy();
    expect(screen.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("50");
  });

  it("says why it could not begin", async () => {
    const convex = convexWith(runView()).answer("gatehouse/diagnostics:run", () => {
      throw new ConvexError({ code: "already_running", message: "Already running: wait." });
    });
    const person = open(convex);
    await person.click(await screen.findByRole("button", { name: "Run all checks" }));
    await screen.findByText("Already running: wait.");
  });
});

describe("which environment", () => {
  it("is chosen, and stands in the address", async () => {
    const convex = convexWith(runView());
    const person = open(convex);
    await person.click(await screen.findByRole("button", { name: /Production/ }));
    expect(screen.getByTestId("address").textContent).toBe("/diagnostics?env=env2");
    expect(convex.argsOf("gatehouse/diagnostics:latest").at(-1)).toEqual({ environmentId: "env2" });
  });

  it("is none yet: says what one is and how to add it", async () => {
    open(convexWith(null, []));
    await screen.findByText(/No environment of your app is known yet/);
    expect(screen.getByRole("link", { name: "Add an environment" })).toBeTruthy();
  });

  it("has never been checked", async () => {
    open(convexWith(null));
    await screen.findByText(/has not been checked yet/);
  });
});
