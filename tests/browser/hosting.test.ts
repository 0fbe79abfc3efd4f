import { mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { saidByVariables, SETTING_KEYS } from "../../admin/config/settings";
import { contentSecurityPolicy } from "../../admin/hosting/headers";
import { CACHED_FOREVER } from "../../admin/hosting/paths";
import { reachOfSaid } from "../../admin/hosting/reach";
import { containerVariable } from "../../admin/hosting/startScript";
import { buildConsoleWhenChanged } from "../../local/launcher/consoleBuild";
import { planLaunch, type LaunchPlan } from "../../local/launcher/environment";
import { Resources } from "../../local/launcher/resources";
import { startServices } from "../../local/launcher/stack";
import { launchChromium } from "../support/chromium";
import { freePorts } from "../support/launchedStack";
import { startNginx, type NginxSite } from "../support/nginx";
import { collectProblems, openPage, signIn } from "./console";

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const resources = new Resources();

let folder: string;
let asset: string;
let site: NginxSite;
let plan: LaunchPlan;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "gatehouse-hosting-"));
  const [console, api, ofSite, workos] = await freePorts();
  const ports = { console, api, site: ofSite, workos };
  plan = planLaunch({}, ports);
  const built = path.join(folder, "built");
  const log = () => undefined;
  const options = {
    dev: false,
    fresh: false,
    users: 20,
    dataDir: path.join(folder, "data"),
    ports,
  };
  // First: what a process makes after it has opened a data folder is its user's alone.
  await buildConsoleWhenChanged({ root, outDir: built, log });
  await startServices({ root, plan, options, log }, resources);
  symlinkSync(path.join(folder, "run/gatehouse.json"), path.join(built, "gatehouse.json"));
  asset = `/assets/${readdirSync(path.join(built, "assets")).find(isStartChunk) ?? ""}`;
  site = await startNginx({ folder, root: built, port: console, settings: containerSettings() });
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await resources.close();
  rmSync(folder, { recursive: true, force: true });
});

const isStartChunk = (name: string) => name.startsWith("start-") && name.endsWith(".js");

/** The local stack's addresses, as somebody gives them to the container. */
function containerSettings(): Record<string, string> {
  const said = saidByVariables(plan.console);
  return Object.fromEntries(
    SETTING_KEYS.map((key) => [containerVariable(key), said[key] ?? ""] as const),
  );
}

const get = (address: string, headers: Record<string, string> = {}) =>
  fetch(`${site.url}${address}`, { headers });

describe("the built console behind nginx", () => {
  it.each([
    ["/"],
    ["/callback?code=secret&state=1"],
    ["/users/user_01ABC"],
    ["/gatehouse.json"],
    ["/404.html"],
  ])("%s: there, guarded, and asked for again each time", async (address) => {
    const response = await get(address);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "cache-control": "no-cache",
      "content-security-policy": contentSecurityPolicy(reachOfSaid(saidByVariables(plan.console))),
      "cross-origin-opener-policy": "same-origin",
      "permissions-policy": expect.stringContaining("camera=()"),
      "referrer-policy": "same-origin",
      "x-content-type-options": "nosniff",
    });
  });

  it("answers the paths of the page with the page", async () => {
    const pages = await Promise.all(["/", "/callback", "/check"].map((path) => get(path)));
    const [page, ...others] = await Promise.all(pages.map((response) => response.text()));
    expect(page).toContain('<div id="root">');
    expect(others).toEqual([page, page]);
  });

  it("keeps an asset for good, compressed for who can read it", async () => {
    const response = await get(asset, { "accept-encoding": "gzip" });
    const { headers } = response;
    expect(headers.get("cache-control")).toBe(CACHED_FOREVER);
    expect(headers.get("content-encoding")).toBe("gzip");
    expect(headers.get("content-type")).toBe("text/javascript");
    expect(headers.get("content-security-policy")).toContain("script-src 'self';");
    const again = await get(asset, { "if-none-match": headers.get("etag") ?? "" });
    expect([again.status, again.headers.get("cache-control")]).toEqual([304, CACHED_FOREVER]);
    const plain = await get(asset, { "accept-encoding": "identity" });
    expect(plain.headers.get("content-encoding")).toBe(null);
  });

  it("says that an asset is gone, and lets nobody keep that answer", async () => {
    const response = await get("/assets/start-gone.js");
    expect(response.status).toBe(404);
    expect(response.headers.get("cache-control")).toBe("no-cache");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(await response.text()).not.toContain('<div id="root">');
  });

  it("asks for https for good only where it is reached by https", async () => {
    expect((await get("/")).headers.get("strict-transport-security")).toBe(null);
    const behindTls = await get("/", { "x-forwarded-proto": "https" });
    expect(behindTls.headers.get("strict-transport-security")).toBe("max-age=63072000");
  });

  it("keeps sign-in codes out of its log", async () => {
    await expect.poll(() => site.log()).toContain('"GET /callback" 200');
    expect(site.log()).not.toContain("code=secret");
  });
});

describe("in a browser", () => {
  let page: Page;
  let problems: string[];
  let settingsRequests: number;

  beforeAll(async () => {
    page = await browser.newPage();
    problems = collectProblems(page);
    settingsRequests = 0;
    page.on("request", (request) => {
      if (request.url().endsWith("/gatehouse.json")) settingsRequests += 1;
    });
  });

  it("the console signs in and lists people, within its policy and with one question about settings", async () => {
    await page.goto(consoleUrl());
    await page.getByRole("button", { name: /sign in/i }).waitFor();
    expect(settingsRequests).toBe(1);
    await signIn(page, consoleUrl(), "admin@gatehouse.test");
    await openPage(page, "Users");
    await page.getByRole("table", { name: "Users" }).waitFor();
    expect(problems).toEqual([]);
  });

  it("the self-check examines the browser within the same policy", async () => {
    await page.goto(`${consoleUrl()}/check`);
    await page.getByRole("list", { name: "What was found" }).waitFor();
    expect(problems).toEqual([]);
  });

  it("a settings file that cannot be meant is explained, by key and without its secret", async () => {
    await page.route("**/gatehouse.json", (route) =>
      route.fulfill({ json: { convexUrl: "nowhere", clientId: "sk_live_1", devmode: true } }),
    );
    await page.goto(consoleUrl());
    await page.getByRole("heading", { name: "The console is not configured yet" }).waitFor();
    const terms = await page.getByRole("term").allTextContents();
    expect(terms).toEqual([
      "devmodeis no setting",
      'convexUrlis "nowhere"',
      "clientIdholds what looks like a secret",
    ]);
    expect(await page.content()).not.toContain("sk_live_1");
  });
});

/** As the stand-in has it on its lists. */
const consoleUrl = () => site.url.replace("127.0.0.1", "localhost");
