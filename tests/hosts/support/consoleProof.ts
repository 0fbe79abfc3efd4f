import { expect } from "vitest";
import type { App } from "./app";

const ENTER_POLL_MS = 100;
const ENTER_LIMIT_MS = 20_000;
const AGENTS = ["codex"];

/** A user as the console's functions answer. */
interface ListedUser {
  _id: string;
  workosId: string;
  email: string | null;
  enabledAgents: string[];
}

/**
 * Grace, an admin, enters the console, finds everybody who is in the app, and changes somebody.
 * @throws where the console does not show or does not change the app's own rows
 */
export async function proveConsole(app: App): Promise<void> {
  const { stored, workos } = app;
  const console = await app.as(workos.people.grace);
  await enter(app);

  const { page } = (await console.query("gatehouse/users:list", {
    paginationOpts: { numItems: 100, cursor: null },
    sort: { field: "createdAt", order: "desc" },
    filter: {},
  })) as { page: ListedUser[] };
  const rows = await stored.rows("users");
  expect(page.map(({ workosId }) => workosId).sort()).toEqual(
    rows.map(({ workosId }) => workosId).sort(),
  );

  const { id } = workos.people.linus;
  const linus = (await console.query("gatehouse/users:get", { id })) as ListedUser;
  expect(linus).toMatchObject({ workosId: id, email: workos.people.linus.email });
  await console.mutation("gatehouse/users:setEnabledAgents", {
    id: linus._id,
    enabledAgents: AGENTS,
    expected: linus.enabledAgents,
  });
  const changed = (await stored.rows("users")).find(({ _id }) => _id === linus._id);
  expect(changed).toMatchObject({ enabledAgents: AGENTS });
}

/** As the console does after sign-in: the profile may still be on its way from WorkOS. */
async function enter(app: App): Promise<void> {
  const console = await app.as(app.workos.people.grace);
  await console.mutation("gatehouse/provisioning:ensureUser");
  const limit = Date.now() + ENTER_LIMIT_MS;
  for (;;) {
    const viewer = await console.mutation("gatehouse/operators:enter");
    if ((viewer as { status: string }).status === "operator") return;
    if (Date.now() > limit) throw new Error(`Grace stays outside: ${JSON.stringify(viewer)}`);
    await new Promise((resolve) => setTimeout(resolve, ENTER_POLL_MS));
  }
}
