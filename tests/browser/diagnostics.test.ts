import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { STAND_IN } from "../../local/launcher/environment";
import { harText } from "../diagnostics/har";
import { serverLoop, SESSION_COOKIE } from "../diagnostics/recordedSignIns";
import { launchChromium } from "../support/chromium";
import { launchStack, type LaunchedStack } from "../support/launchedStack";
import { collectProblems, signIn, typeInto } from "./console";

let stack: LaunchedStack;
let browser: Browser;
let page: Page;
let problems: string[];

beforeAll(async () => {
  [stack, browser] = await Promise.all([launchStack({ users: 60 }), launchChromium()]);
  page = await browser.newPage();
  problems = collectProblems(page);
  await signIn(page, stack.consoleUrl, "admin@gatehouse.test");
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
  stack?.cleanUp();
});

const lead = (title: string) => page.getByRole("article", { name: `First: ${title}` });

async function goTo(path: string): Promise<void> {
  await page.goto(`${stack.consoleUrl}/diagnostics${path}`);
}

describe("checking the local stack", () => {
  it("finds it well", async () => {
    await goTo("");
    await page.getByRole("button", { name: "Run all checks" }).click();
    await page.getByText("by you").waitFor();
    await page.getByText(/^\d+ checks passed, 1 could not be made from here$/).waitFor();
  });

  it("finds a callback address that WorkOS does not know first, and is green once it does", async () => {
    const missing = `${stack.consoleUrl}/elsewhere`;
    await goTo("/environments");
    await page.getByRole("button", { name: "Change Local" }).click();
    const uris = `${missing}\n${stack.consoleUrl}/callback`;
    await typeInto(page.getByLabel("Redirect URIs"), uris);
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("Local is saved.").waitFor();

    await goTo("");
    await page.getByRole("button", { name: "Run all checks" }).click();
    const finding = lead("Invalid redirect URI");
    await finding.getByText(missing).first().waitFor();
    await finding.getByRole("button", { name: "Copy address" }).first().waitFor();
    await page.getByLabel(/\d+ to mend/).waitFor();

    await register(missing);
    await finding.getByRole("button", { name: "Check this again" }).click();
    await finding.waitFor({ state: "detached" });
  });

  it("mends a webhook endpoint that was switched off, in one click", async () => {
    await switchOffEndpoints();
    await goTo("");
    await page.getByRole("button", { name: "Run all checks" }).click();
    const finding = lead("The webhook endpoint is switched off");
    await finding.getByRole("button", { name: "Mend the endpoint at WorkOS" }).click();
    await finding.waitFor({ state: "detached" });
  });
});

describe("a recording a customer sent", () => {
  it("is read in the browser and drawn, with the loop and its cause", async () => {
    const requests: string[] = [];
    await goTo("/tools");
    await page.getByText("Drop a HAR recording here").waitFor();
    page.on("request", (request) => {
      if (request.method() !== "GET") requests.push(request.url());
    });
    const text = harText(serverLoop(`${SESSION_COOKIE}; Domain=other.com`));
    await page.getByLabel("HAR file").setInputFiles({
      name: "sign-in.har",
      mimeType: "application/json",
      buffer: Buffer.from(text),
    });
    await lead("The cookie is made for another domain").waitFor();
    await page.getByText("The loop begins here").waitFor();
    await page.getByText("Here the person is sent round again").waitFor();
    expect(requests).toEqual([]);
  });

  it("lets the page show how far it is while a large one is read", async () => {
    const body = "x".repeat(1024 * 1024);
    const visits = Array.from({ length: 24 }, (_, index) => ({
      url: `https://app.example.com/page/${index}`,
      body,
    }));
    await goTo("/tools");
    await page.getByText("Drop a HAR recording here").waitFor();
    await page.evaluate(watchProgress);
    await page.getByLabel("HAR file").setInputFiles({
      name: "large.har",
      mimeType: "application/json",
      buffer: Buffer.from(harText(visits)),
    });
    await page.getByText(/24 requests in the recording/).waitFor();
    expect(await page.evaluate(progressSeen)).toBeGreaterThan(2);
  });
});

describe("a person who cannot sign in", () => {
  it("gets a verdict, and their own browser can be examined by a link", async () => {
    await goTo("/person");
    await typeInto(page.getByLabel("Who cannot sign in"), "nobody@example.com");
    await page.getByRole("button", { name: "Diagnose this person" }).click();
    await lead("Nobody with this e-mail address exists").waitFor();

    await page.getByRole("button", { name: "Make a self-check link" }).click();
    const link = await page.locator("code", { hasText: "/check?c=" }).innerText();
    await page.getByText("Waiting for the person to open the link").waitFor();

    const theirs = await (await browser.newContext()).newPage();
    const theirProblems = collectProblems(theirs);
    await theirs.goto(link);
    await theirs.getByText(/Sent to support under the code/).waitFor();
    await theirs.reload();
    await theirs.getByText(/was used before/).waitFor();
    expect(theirProblems).toEqual([]);
    await theirs.context().close();

    await page.getByText("Nothing that this page can see keeps them out").waitFor();
    // A context of its own is a private window, in which Chromium keeps no third party's cookies.
    await page.getByText("Other sites' cookies").locator("xpath=..").getByText("blocked").waitFor();
  });
});

describe("throughout", () => {
  it("no error reached the browser's console", () => {
    expect(problems).toEqual([]);
  });
});

declare global {
  interface Window {
    progressSeen?: Set<string>;
  }
}

/** Runs in the page: notes every share of the file that was on screen. */
function watchProgress(): void {
  const seen = new Set<string>();
  window.progressSeen = seen;
  const note = () => {
    const share = /Reading large\.har: (\d+) %/.exec(document.body.textContent)?.[1];
    if (share !== undefined) seen.add(share);
  };
  new MutationObserver(note).observe(document.body, {
    childList: true,
    characterData: true,
    subtree: true,
  });
}

/** Runs in the page. */
function progressSeen(): number {
  return window.progressSeen?.size ?? 0;
}

async function register(uri: string): Promise<void> {
  await workos("POST", "/user_management/redirect_uris", { uri });
}

async function switchOffEndpoints(): Promise<void> {
  const { data } = await workos<{ data: { id: string }[] }>("GET", "/webhook_endpoints");
  for (const { id } of data) {
    await workos("PATCH", `/webhook_endpoints/${id}`, { status: "disabled" });
  }
}

async function workos<T>(method: string, route: string, body?: unknown): Promise<T> {
  const response = await fetch(`${stack.workosUrl}${route}`, {
    method,
    headers: { Authorization: `Bearer ${STAND_IN.apiKey}`, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${route}: ${response.status}`);
  return (await response.json()) as T;
}
