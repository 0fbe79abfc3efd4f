import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { STAND_IN } from "../../local/launcher/environment";
import { launchChromium } from "../support/chromium";
import { launchStack, type LaunchedStack } from "../support/launchedStack";
import { collectProblems, openPage, signIn, typeInto } from "./console";

/** As long as Playwright waits by itself; vitest would give up after a second. */
const PATIENCE = { timeout: 30_000 };

/** Milliseconds between two keys; the search waits for a pause of 200. */
const SLOWLY = 300;

let stack: LaunchedStack;
let browser: Browser;
let page: Page;
let problems: string[];
let person: { id: string; email: string };

beforeAll(async () => {
  [stack, browser] = await Promise.all([launchStack({ users: 120 }), launchChromium()]);
  page = await browser.newPage();
  problems = collectProblems(page);
  person = await somebody();
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
  stack?.cleanUp();
});

describe("a person with a fresh clone", () => {
  it("signs in through AuthKit and sees users", async () => {
    await signIn(page, stack.consoleUrl, "admin@gatehouse.test");
    await openPage(page, "Users");
    await peopleAreListed();
    await page.getByText("120 people").waitFor();
  });

  it("finds somebody while typing so slowly that the list answers between two keys", async () => {
    await typeInto(searchBox(), person.email, SLOWLY);
    await expect.poll(() => page.getByRole("row").count(), PATIENCE).toBe(2);
    expect(await searchBox().inputValue()).toBe(person.email);
    await page.getByRole("row").getByText(person.email).waitFor();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.press("Delete");
    await page.getByText("120 people").waitFor();
  });

  it("lists people by a link whose sort and filter are gone, and still does afterwards", async () => {
    const filter = encodeURIComponent('{"gone":true,"status":"deleted"');
    await page.goto(`${stack.consoleUrl}/users?sort=gone&order=UP&perPage=0&filter=${filter}`);
    await peopleAreListed();
    await page.reload();
    await peopleAreListed();
    await page.goto(`${stack.consoleUrl}/users`);
    await peopleAreListed();
  });

  it("edits somebody's agents, and the audit log says who did", async () => {
    await find(person.email);
    await page.getByRole("row").getByText(person.email).click();
    const details = page.getByRole("complementary", { name: "User details" });
    const goose = details.getByRole("checkbox", { name: "Goose" });
    const before = await goose.isChecked();
    await goose.click();
    await details.getByRole("button", { name: "Save 1 change" }).click();
    await details.getByText("No changes to save.").waitFor();
    await expect.poll(() => goose.isChecked(), PATIENCE).toBe(!before);
    await details.getByRole("button", { name: "Close panel" }).click();

    await openPage(page, "Audit");
    const log = page.getByRole("table", { name: "Audit log" });
    const row = log.getByRole("row").filter({ hasText: person.email }).first();
    await row.waitFor();
    expect(await row.textContent()).toContain("Ada Admin");
    await openPage(page, "Users");
  });

  it("sees a signed webhook change the row without a reload", async () => {
    await find(person.email);
    await rename(person.id, "Zephyrine", "Quillfeather");
    await page.getByRole("row").getByText("Zephyrine Quillfeather").waitFor();
  });

  it("got that change by the webhook, not by the drain that heals lost ones", async () => {
    await openPage(page, "Webhooks");
    const deliveries = page.getByRole("table", { name: "Deliveries" });
    const renamed = deliveries.getByRole("row").filter({ hasText: person.email });
    const row = renamed.filter({ hasText: "user.updated" }).first();
    await row.getByRole("cell", { name: "webhook", exact: true }).waitFor();
    await openPage(page, "Users");
  });

  it("stays signed in over a reload, and signs out", async () => {
    await page.reload();
    await page.getByRole("table", { name: "Users" }).waitFor();
    await page.getByRole("button", { name: /Operator menu: Ada Admin/ }).click();
    await page.getByRole("menuitem", { name: /sign out/i }).click();
    await page.getByRole("button", { name: /sign in/i }).waitFor();
  });

  it("tells somebody who is no operator so, and how to become one", async () => {
    await signIn(page, stack.consoleUrl, person.email);
    await page.getByText(person.id).waitFor();
    await page
      .getByText(/GATEHOUSE_ADMINS/)
      .first()
      .waitFor();
  });

  it("had no errors in the console", () => {
    expect(problems).toEqual([]);
  });
});

async function peopleAreListed(): Promise<void> {
  await page.getByRole("table", { name: "Users" }).waitFor();
  await expect.poll(() => page.getByRole("row").count(), PATIENCE).toBeGreaterThan(10);
}

const searchBox = () => page.getByRole("searchbox", { name: "Search users" });

async function find(email: string): Promise<void> {
  await typeInto(searchBox(), email);
  await expect.poll(() => page.getByRole("row").count(), PATIENCE).toBe(2);
}

/** Somebody WorkOS knows who is no operator. */
async function somebody(): Promise<{ id: string; email: string }> {
  const users = await workos<{ data: { id: string; email: string }[] }>("GET", "/users?limit=20");
  const person = users.data.find(({ email }) => !email.endsWith("@gatehouse.test"));
  if (person === undefined) throw new Error("The stand-in has nobody but operators.");
  return person;
}

function rename(id: string, firstName: string, lastName: string) {
  return workos("PUT", `/users/${id}`, { first_name: firstName, last_name: lastName });
}

async function workos<T>(method: string, route: string, body?: unknown): Promise<T> {
  const response = await fetch(`${stack.workosUrl}/user_management${route}`, {
    method,
    headers: {
      Authorization: `Bearer ${STAND_IN.apiKey}`,
      "Content-Type": "application/json",
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${route}: ${response.status}`);
  return (await response.json()) as T;
}
