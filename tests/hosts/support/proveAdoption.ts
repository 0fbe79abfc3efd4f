import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";
import { API_KEY, CLIENT_ID, WEBHOOK_PATH, WEBHOOK_SECRET } from "../../support/deployment";
import type { Row } from "./adminReader";
import type { App } from "./app";
import { proveConsole } from "./consoleProof";
import { takeInventory, type Inventory } from "./inventory";
import { lost } from "./lost";

/** What an event from WorkOS may change of a row that the app made. */
const WORKOS_FIELDS = ["email", "name", "avatarUrl", "updatedAt"];

/** How Gatehouse gets into an app and out again: what is to be proved. */
export interface Adoption {
  /** Takes Gatehouse in, edits included. @param home folder where the app's `npx convex` is run */
  adopt(home: string): Promise<void>;
  /** Takes it out again, after its fields have been taken off the app's rows. */
  remove(home: string): Promise<void>;
}

/**
 * Takes an app through a whole adoption: in, at work, out.
 * @param app deployed and filled (`moveIn`)
 * @throws where something of the app is gone or changed, where Gatehouse does not do its work on the
 *   app's own rows, or where its removal leaves anything behind
 */
export async function proveAdoption(app: App, adoption: Adoption): Promise<void> {
  const alone = await takeInventory(app, app.workos.people);
  await comeIn(app, adoption);
  demandNothingLost(alone, await takeInventory(app, app.workos.people));
  await app.typeCheck();
  app.checkout.commit();
  await proveWebhook(app);
  await proveConsole(app);
  await proveEverydayLife(app);
  await goOut(app, adoption, alone);
}

async function comeIn(app: App, { adopt }: Adoption): Promise<void> {
  await adopt(app.home);
  if (app.host.newUser !== null) configure(app, app.host.newUser);
  app.install();
  await app.setVariables({
    WORKOS_CLIENT_ID: CLIENT_ID,
    WORKOS_API_KEY: API_KEY,
    WORKOS_WEBHOOK_SECRET: WEBHOOK_SECRET,
    GATEHOUSE_ADMINS: app.workos.people.grace.email,
  });
  await app.deploy();
}

/** What the developers write themselves, as their required fields ask for it. */
function configure({ functionsDir }: App, newUser: string): void {
  writeFileSync(
    path.join(functionsDir, "gatehouse.config.ts"),
    `import { defineGatehouse } from "./gatehouse/host/config";

export default defineGatehouse({ newUser: ${newUser} });
`,
  );
}

function demandNothingLost(before: Inventory, after: Inventory): void {
  const lines = lost(before, after);
  if (lines.length > 0) throw new Error(`What the app had:\n${lines.join("\n")}`);
}

async function proveWebhook(app: App): Promise<void> {
  const { workos, siteUrl } = app;
  const url = siteUrl + WEBHOOK_PATH;
  const { ada } = workos.people;
  const before = await userRow(app, ada.id);
  expect(await workos.changeEmail(ada, "ada@analytical.example", url)).toBe(200);
  const after = await userRow(app, ada.id);
  expect(after).toMatchObject({ email: "ada@analytical.example" });
  expect(lost(before, { ...after, ...pick(before, WORKOS_FIELDS) })).toEqual([]);

  const { person, status } = await workos.signUp("mary@example.com", "Mary Somerville", url);
  expect(status).toBe(200);
  expect(await userRow(app, person.id)).toMatchObject({
    email: "mary@example.com",
    name: "Mary Somerville",
  });
}

async function userRow({ stored }: App, workosId: string): Promise<Row> {
  const row = (await stored.rows("users")).find((user) => user["workosId"] === workosId);
  if (row === undefined) throw new Error(`The app's table has no row of ${workosId}.`);
  return row;
}

async function proveEverydayLife(app: App): Promise<void> {
  const { host, workos, stored } = app;
  for (const person of Object.values(workos.people)) await host.signIn(app, person);
  await host.work(app, workos.people);
  await host.leave(app, workos.people.linus);
  await app.settle();
  const ids = (await stored.rows("users")).map(({ workosId }) => workosId);
  expect(ids).toContain(workos.people.ada.id);
  expect(ids).not.toContain(workos.people.linus.id);
}

async function goOut(app: App, { remove }: Adoption, alone: Inventory): Promise<void> {
  const taken = await takeInventory(app, app.workos.people);
  await app.run("gatehouse/host/leave:strip");
  await app.settle();
  await remove(app.home);
  app.install();
  await app.deploy();
  const restored = await takeInventory(app, app.workos.people);
  expect(codeOf(restored)).toEqual(codeOf(alone));
  expect(restored.answers).toEqual(taken.answers);
  expect(ownRows(restored, alone)).toEqual(withoutAdditions(ownRows(taken, alone), alone));
  expect(app.checkout.changes()).toEqual([]);
}

/** What the app's code defines. */
function codeOf({ functions, routes, crons, tables }: Inventory): Partial<Inventory> {
  return { functions, routes, crons, tables };
}

/** The rows of the tables that the app had alone. */
function ownRows({ rows }: Inventory, alone: Inventory): Inventory["rows"] {
  return pick(rows, Object.keys(alone.tables));
}

/** The rows with the fields that the app had alone. */
function withoutAdditions(rows: Inventory["rows"], alone: Inventory): Inventory["rows"] {
  return mapValues(rows, (byId, table) => {
    const fields = ["_id", "_creationTime", ...Object.keys(alone.tables[table]?.fields ?? {})];
    return mapValues(byId, (row) => ({ ...pick(row, fields), _id: row._id }));
  });
}

function pick<T>(record: Readonly<Record<string, T>>, keys: string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => keys.includes(key)));
}

function mapValues<A, B>(
  record: Readonly<Record<string, A>>,
  change: (value: A, key: string) => B,
): Record<string, B> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, change(value, key)]),
  );
}
