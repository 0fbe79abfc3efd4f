import { ConvexError } from "convex/values";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, vi } from "vitest";
import { ADA, eventText } from "../../../webhooks/events.fixture";
import { api, internal } from "../../_generated/api";
import { ensureSyncState } from "../drain/state";
import type { Doc } from "../tables/dataModel";
import { signedInAs, startBackend, WITH_API_KEY, type Backend } from "../testing/backend.fixture";

const NOW = Date.UTC(2026, 10, 23, 12);
const USERS_URL = "https://api.workos.com/user_management/users";

export type WorkosUser = typeof ADA;
type Operator = Awaited<ReturnType<typeof signedInAs>>;

/** A user of WorkOS's, told apart by number. */
export const person = (number: number, fields: Partial<WorkosUser> = {}): WorkosUser => ({
  ...ADA,
  id: `user_${String(number).padStart(4, "0")}`,
  email: `p${number}@example.com`,
  ...fields,
});

/** A deployment with one admin, and WorkOS's list of users beside it, anew for each test. */
export class ComparedWorld {
  users: WorkosUser[] = [];
  /** What WorkOS answers instead of a page. */
  failures: Response[] = [];
  /** Runs while WorkOS prepares a page, given its number. */
  duringPage: (page: number) => Promise<void> = async () => {};
  pages = 0;
  /** Ids of the users asked about one by one. */
  asked: string[] = [];
  backend: Backend = startBackend();
  admin: Operator = this.backend as Operator;
  #events = 0;

  async receive(type: string, data: object): Promise<void> {
    const payload = eventText(type, data, { id: `event_${(this.#events += 1)}` });
    await this.backend.mutation(internal.gatehouse.inbox.intake.receive, {
      payload,
      via: "webhook",
    });
  }

  /** Runs whatever is scheduled, for as long as anything is. */
  async settle(): Promise<void> {
    await this.backend.finishAllScheduledFunctions(() => void vi.advanceTimersByTime(3_600_000));
  }

  /** Starts a comparison, a minute after whatever was. */
  async start(dryRun = false) {
    vi.setSystemTime(Date.now() + 60_000);
    return await this.admin.mutation(api.gatehouse.reconcile.start, { dryRun });
  }

  /** Compares, and tells what was found. */
  async reconcile(dryRun = false) {
    const runId = await this.start(dryRun);
    await this.settle();
    const paginationOpts = { numItems: 1_000, cursor: null };
    const { page } = await this.admin.query(api.gatehouse.drift.list, {
      filter: { runId },
      paginationOpts,
    });
    return page.map(({ workosUserId, kind, action }) => [workosUserId, kind, action]);
  }

  async lastRun() {
    return (await this.admin.query(api.gatehouse.sync.runs, {}))[0];
  }

  async drift(): Promise<Doc<"drift">[]> {
    return await this.backend.run((ctx) => ctx.db.query("drift").collect());
  }

  async userOf(workosId: string): Promise<Doc<"users"> | null> {
    return await this.backend.run((ctx) =>
      ctx.db
        .query("users")
        .withIndex("gatehouse_by_workos_id", (q) => q.eq("workosId", workosId))
        .unique(),
    );
  }

  async reset(): Promise<void> {
    Object.assign(this, { users: [], failures: [], pages: 0, asked: [] });
    this.duringPage = async () => {};
    this.backend = startBackend(WITH_API_KEY);
    this.admin = await signedInAs(this.backend, "admin");
    await this.backend.run(async (ctx) => {
      const { _id } = await ensureSyncState(ctx, Date.now());
      // With a cursor a drain, which every event asks for, has no questions about users.
      await ctx.db.patch("syncState", _id, { cursor: "event_0" });
    });
    // The operator is in WorkOS like anybody else.
    const named = { email: "admin@example.com", first_name: "admin", last_name: "" };
    this.users.push({ ...ADA, id: "user_admin", ...named });
    await this.receive("user.created", this.users[0] ?? ADA);
  }
}

/** Sets such a world up for the tests of a file. */
export function comparedWorld(): ComparedWorld {
  const world = new ComparedWorld();
  const server = setupServer(
    http.get(USERS_URL, async ({ request }) => {
      const query = new URL(request.url).searchParams;
      const failure = world.failures.shift();
      if (failure !== undefined) return failure;
      const { users } = world;
      const after = query.get("after");
      const from = after === null ? 0 : users.findIndex(({ id }) => id === after) + 1;
      const data = users.slice(from, from + Number(query.get("limit")));
      const last = from + data.length < users.length ? (data.at(-1)?.id ?? null) : null;
      world.pages += 1;
      await world.duringPage(world.pages);
      return HttpResponse.json({ data, list_metadata: { before: null, after: last } });
    }),
    http.get(`${USERS_URL}/:id`, ({ params }) => {
      world.asked.push(String(params["id"]));
      const user = world.users.find(({ id }) => id === params["id"]);
      return user === undefined ? new HttpResponse("", { status: 404 }) : HttpResponse.json(user);
    }),
  );
  beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"], now: NOW });
    await world.reset();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
  });
  afterAll(() => server.close());
  return world;
}

/** The code of the error a call is refused with. */
export async function codeOf(call: Promise<unknown>): Promise<unknown> {
  const error: unknown = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ConvexError)) throw new Error("no ConvexError");
  return (error.data as { code: string }).code;
}
