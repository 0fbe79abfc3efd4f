import type { Locator, Page } from "playwright-core";

/** Signs in through the console's own button and the stand-in's page. */
export async function signIn(page: Page, consoleUrl: string, email: string): Promise<void> {
  await page.goto(consoleUrl);
  await page.getByRole("button", { name: /sign in/i }).click();
  await page.getByRole("button", { name: new RegExp(email.replace(".", "\\.")) }).click();
  await page.waitForURL((url) => url.href.startsWith(consoleUrl) && url.pathname !== "/callback");
}

/** Opens a page of the console through the rail. */
export async function openPage(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name }).click();
}

/**
 * Types in place of what a field says, key by key as people do. What the page does meanwhile, such as
 * taking the focus, is felt.
 * @param delay milliseconds between two keys
 */
export async function typeInto(field: Locator, text: string, delay = 0): Promise<void> {
  await field.click();
  await field.press("ControlOrMeta+a");
  await field.pressSequentially(text, { delay });
}

/** Collects what a developer would see in red: page errors and console errors. */
export function collectProblems(page: Page): string[] {
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  return problems;
}
