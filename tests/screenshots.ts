// `npm run screenshots`: the README's pictures, taken from a freshly seeded stack.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { STAND_IN } from "../local/launcher/environment";
import { collectProblems, signIn } from "./browser/console";
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

/** Page name → address, or a way there that needs a click. */
const PAGES: Record<string, (page: Page, consoleUrl: string) => Promise<unknown>> = {
  overview: (page, url) => page.goto(url),
  users: (page, url) => page.goto(`${url}/users`),
  user: openSomebody,
  "sign-ins": (page, url) => page.goto(`${url}/sign-ins`),
  webhooks: (page, url) => page.goto(`${url}/webhooks`),
  diagnostics: (page, url) => page.goto(`${url}/diagnostics`),
  audit: (page, url) => page.goto(`${url}/audit`),
  settings: (page, url) => page.goto(`${url}/settings`),
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

async function takeAll(from: Browser, colorScheme: (typeof SCHEMES)[number]): Promise<void> {
  const context = await from.newContext({ colorScheme, reducedMotion: "reduce" });
  const page = await context.newPage();
  const problems = collectProblems(page);
  await signIn(page, stack.consoleUrl, "admin@gatehouse.test");
  for (const size of WIDTHS) {
    await page.setViewportSize(size);
    for (const [name, open] of Object.entries(PAGES)) {
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

/** Opens the person who signed in last before us. */
async function openSomebody(page: Page, consoleUrl: string): Promise<void> {
  const answer = await fetch(`${stack.workosUrl}/user_management/users?limit=100&order=desc`, {
    headers: { Authorization: `Bearer ${STAND_IN.apiKey}` },
  });
  const { data } = (await answer.json()) as { data: { id: string; last_sign_in_at: string }[] };
  const person = data.find(({ last_sign_in_at }) => last_sign_in_at) ?? data[0];
  await page.goto(`${consoleUrl}/users/${person?.id ?? ""}`);
}

/** Waits until fonts are in and nothing says it is loading. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForFunction(() => document.querySelector("[aria-busy=true]") === null);
  await page.waitForTimeout(600);
}
