// `npm run screenshots`: the README's pictures, taken from a freshly seeded stack.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { STAND_IN } from "../local/launcher/environment";
import { collectProblems, signIn } from "./browser/console";
import { harText } from "./diagnostics/har";
import { serverLoop, SESSION_COOKIE } from "./diagnostics/recordedSignIns";
import { launchChromium } from "./support/chromium";
import { launchStack } from "./support/launchedStack";

const folder = path.join(
  path.dirname(path.dirname(fileURLToPath(import.meta.url))),
  "docs/screenshots",
);

const WIDTHS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];
const SCHEMES = ["light", "dark"] as const;
type Scheme = (typeof SCHEMES)[number];

type Open = (page: Page, consoleUrl: string) => Promise<unknown>;

const at =
  (path: string): Open =>
  (page, url) =>
    page.goto(url + path);

/** What somebody without a session sees: page name → address. */
const OUTSIDE: Record<string, Open> = { "sign-in": at(""), "self-check": at("/check") };

/** What an operator sees: page name → address, or a way there that needs a click. */
const PAGES: Record<string, Open> = {
  overview: at(""),
  users: at("/users"),
  user: openSomebody,
  "sign-ins": at("/sign-ins"),
  webhooks: at("/webhooks"),
  delivery: openDelivery,
  diagnostics: at("/diagnostics"),
  environments: at("/diagnostics/environments"),
  finding: openFinding,
  audit: at("/audit"),
  settings: at("/settings"),
};

mkdirSync(folder, { recursive: true });
const [stack, browser] = await Promise.all([launchStack({ users: 2000 }), launchChromium()]);
try {
  for (const colorScheme of SCHEMES) await takeAll(browser, colorScheme);
} finally {
  await browser.close();
  await stack.stop();
  stack.cleanUp();
}

/** Takes every page as whoever sees it: nobody in particular, an operator, and a stranger. */
async function takeAll(from: Browser, colorScheme: Scheme): Promise<void> {
  await takeAs(from, colorScheme, null, OUTSIDE);
  await takeAs(from, colorScheme, "admin@gatehouse.test", PAGES);
  const stranger = (await people()).find(({ email }) => !email.endsWith("@gatehouse.test"));
  if (stranger === undefined) throw new Error("Nobody was seeded but operators.");
  await takeAs(from, colorScheme, stranger.email, { "not-operator": at("") });
}

async function takeAs(
  from: Browser,
  colorScheme: Scheme,
  email: string | null,
  pages: Record<string, Open>,
): Promise<void> {
  const context = await from.newContext({ colorScheme, reducedMotion: "reduce" });
  const page = await context.newPage();
  const problems = collectProblems(page);
  if (email !== null) await signIn(page, stack.consoleUrl, email);
  for (const size of WIDTHS) {
    await page.setViewportSize(size);
    for (const [name, open] of Object.entries(pages)) {
      await open(page, stack.consoleUrl);
      await settled(page);
      await page.screenshot({
        path: path.join(folder, `${name}-${colorScheme}-${size.width}.png`),
      });
    }
  }
  await context.close();
  for (const problem of problems) console.error(`${colorScheme}: ${problem}`);
}

interface Person {
  id: string;
  email: string;
  last_sign_in_at: string | null;
}

/** The people WorkOS knows, the newest first. */
async function people(): Promise<Person[]> {
  const answer = await fetch(`${stack.workosUrl}/user_management/users?limit=100&order=desc`, {
    headers: { Authorization: `Bearer ${STAND_IN.apiKey}` },
  });
  return ((await answer.json()) as { data: Person[] }).data;
}

/** Opens the newest person who has signed in. */
async function openSomebody(page: Page, consoleUrl: string): Promise<void> {
  const all = await people();
  const person = all.find(({ last_sign_in_at }) => last_sign_in_at) ?? all[0];
  await page.goto(`${consoleUrl}/users/${person?.id ?? ""}`);
}

/** Opens the newest delivery, as WorkOS names it. */
async function openDelivery(page: Page, consoleUrl: string): Promise<void> {
  await page.goto(`${consoleUrl}/webhooks`);
  const address = await page.locator("a[href*='/webhooks/event_']").first().getAttribute("href");
  await page.goto(new URL(address ?? "/webhooks", consoleUrl).href);
}

/** Reads the recording of a sign-in that goes round, so that a finding is on the page. */
async function openFinding(page: Page, consoleUrl: string): Promise<void> {
  await page.goto(`${consoleUrl}/diagnostics/tools`);
  await page.getByLabel("HAR file").setInputFiles({
    name: "sign-in.har",
    mimeType: "application/json",
    buffer: Buffer.from(harText(serverLoop(`${SESSION_COOKIE}; Domain=other.com`))),
  });
  await page.getByText("The loop begins here").waitFor();
}

/** Waits until fonts are in and nothing says it is loading. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForFunction(() => document.querySelector("[aria-busy=true]") === null);
  await page.waitForTimeout(600);
}
