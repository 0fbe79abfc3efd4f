import type { SetupServer } from "msw/node";
import type { Database } from "../../../local/backend/transaction/types";
import { createModel, type Model } from "../../../local/workos/model/model";
import type { User, WorkosEvent } from "../../../local/workos/model/types";
import { API_KEY, CLIENT_ID, deploymentVariables } from "../../support/deployment";
import { identityOf, openInProcess, type InProcess } from "../../support/inProcess";
import { breakRollUps } from "./brokenRollUps";
import { LONGEST_HISTORY, QUIET, type Batch, type Step, type Tick } from "./history";
import { newPerson, People, type Person } from "./people";
import { Sweeper } from "./sweeper";
import { Wire, WORKOS_URL } from "./wire";

const NOON = Date.UTC(2026, 10, 23, 12);
/** Longer than an event that failed five times waits for its next attempt. */
const LATER_IN_MS = 7 * 3_600_000;
/** Longer than a run whose action was lost waits to be set going again. */
const STALLED_IN_MS = 11 * 60_000;
const MAX_WAITS = 20;
/** A comparison deletes this many missing users if at least as many are left; see `reconcileGuard.ts`. */
const DELETIONS_TO_LOSE = 10;
const OPERATOR = "user_operator";
const AGENTS = ["opencode", "claude-code", "codex-cli", "cursor"] as const;

/** WorkOS's stand-in and Gatehouse side by side, and the webhooks under way between them. */
export class World {
  private readonly people: Person[];
  private readonly received = new Map<Person, string[]>();
  private readonly arrivals = new Map<number, (() => Promise<unknown>)[]>();
  private readonly acts: People;
  private readonly sweeper: Sweeper;
  private deletionsToLose: number;
  private emitted: WorkosEvent[] = [];
  private tick = 0;
  private cure: (() => void) | null = null;

  private constructor(
    private readonly here: InProcess,
    private readonly model: Model,
    private readonly wire: Wire,
    private readonly batch: Batch,
  ) {
    this.people = batch.histories.map((_, index) => newPerson(index));
    this.acts = new People(model);
    this.sweeper = new Sweeper(here, wire, identityOf(OPERATOR), NOON);
    this.deletionsToLose = batch.heal === "reconcile" ? DELETIONS_TO_LOSE : Infinity;
    model.events.onEmit((event) => this.emitted.push(event));
  }

  /** @param server listens already */
  static async open(batch: Batch, server: SetupServer, canAsk: boolean): Promise<World> {
    const here = await openInProcess(deploymentVariables(canAsk ? WORKOS_URL : undefined), NOON);
    const model = createModel({
      ...{ clientId: CLIENT_ID, apiKey: API_KEY, rateLimits: false, now: here.clock.now },
    });
    const operators = [{ workosId: OPERATOR, role: "support" }];
    await here.mutate("gatehouse/seed:apply", { events: [], agents: [], operators });
    const world = new World(here, model, new Wire(server, model), batch);
    await world.settleIn();
    return world;
  }

  /** People nothing happens to: a comparison that misses most of all users deletes none. */
  private async settleIn(): Promise<void> {
    for (let index = 0; index < DELETIONS_TO_LOSE; index += 1) {
      this.model.users.create({ email: `steady${index}@example.com` });
    }
    for (const event of this.emitted.splice(0)) {
      await this.here.mutate("gatehouse/inbox/intake:receive", {
        payload: JSON.stringify(event),
        via: "webhook",
      });
    }
  }

  get database(): Database {
    return this.here.database;
  }

  /** All users WorkOS has now. */
  get truth(): readonly User[] {
    return this.model.tables.users.all();
  }

  /** All that ever happened in WorkOS. */
  get events(): readonly WorkosEvent[] {
    return this.model.tables.events.all();
  }

  /** Plays every history to its end, until the last webhook has arrived and nothing is broken. */
  async play(): Promise<void> {
    for (; this.tick < LONGEST_HISTORY; this.tick += 1) {
      const tick = this.batch.ticks[this.tick] ?? QUIET;
      this.model.clearFaults();
      this.model.setFaults({ api: tick.outage ?? {} });
      if (this.batch.brokenTick === this.tick) await this.break();
      for (const [index, steps] of this.batch.histories.entries()) {
        const person = this.people[index];
        const step = steps[this.tick];
        if (person !== undefined && step !== undefined) await this.take(person, step);
      }
      await this.endTick(tick);
    }
    this.model.clearFaults();
    for (; this.arrivals.size > 0; this.tick += 1) await this.endTick(QUIET);
    await this.sweeper.settle();
    await this.wait(LATER_IN_MS);
  }

  /** Lets a drain alone, or a comparison with all users alone, make up for what was lost. */
  async heal(): Promise<void> {
    if (this.batch.heal === "drain") this.wire.closeListing();
    else this.model.setFaults({ api: { answer: "error", status: 503, path: "/events" } });
    for (let waits = 0; waits < MAX_WAITS && this.sweeper.isRunning("syncRuns"); waits += 1) {
      await this.wait(STALLED_IN_MS);
    }
    await this.sweeper.sweep(this.batch.heal);
    await this.here.runtime.idle();
  }

  async close(): Promise<void> {
    this.wire.letGo();
    await this.here.close();
  }

  private async take(person: Person, { action, value, arrivals }: Step): Promise<void> {
    switch (action) {
      case "create":
        this.acts.create(person, value);
        break;
      case "update":
        this.acts.update(person, value, this.tick);
        break;
      case "delete":
        this.acts.remove(person);
        break;
      case "recreate":
        this.acts.remove(person);
        this.acts.create(person, value);
        break;
      case "signIn":
        this.acts.signIn(person, value);
        break;
      case "signOut":
        this.acts.signOut(person);
        break;
      case "failSignIn":
        this.acts.failSignIn(person, value);
        break;
      case "firstSignIn":
        await this.firstSignIn(person);
        break;
      case "chooseAgents":
        await this.chooseAgents(person, value);
        break;
      case "replay":
        await this.replay(person, value);
        break;
      case "pause":
        break;
    }
    for (const event of this.emitted.splice(0)) this.post(person, event, arrivals);
  }

  private async firstSignIn({ lastId }: Person): Promise<void> {
    if (lastId === null) return;
    try {
      await this.here.mutate("gatehouse/provisioning:ensureUser", {}, identityOf(lastId));
    } catch (error) {
      if (this.cure === null && !String(error).includes("user_deleted")) throw error;
    }
  }

  private async chooseAgents({ lastId }: Person, value: number): Promise<void> {
    const agents = [{ workosId: lastId, enabledAgents: AGENTS.slice(0, value % 5) }];
    try {
      if (lastId !== null) await this.here.mutate("gatehouse/seed:apply", { events: [], agents });
    } catch (error) {
      if (!String(error).includes("Seed the user")) throw error;
    }
  }

  private async replay(person: Person, value: number): Promise<void> {
    const received = this.received.get(person) ?? [];
    const eventId = received[value % Math.max(1, received.length)];
    if (eventId === undefined) return;
    await this.here.mutate("gatehouse/inbox:replay", { eventId }, identityOf(OPERATOR));
  }

  private post(person: Person, event: WorkosEvent, arrivals: readonly number[]): void {
    const isLost = arrivals.length === 0;
    const mustArrive = isLost && event.event === "user.deleted" && this.deletionsToLose-- <= 0;
    const payload = JSON.stringify(event);
    for (const delay of mustArrive ? [0] : arrivals) {
      const at = this.tick + delay;
      const due = this.arrivals.get(at) ?? [];
      this.arrivals.set(at, due);
      due.push(async () => {
        await this.here.mutate("gatehouse/inbox/intake:receive", { payload, via: "webhook" });
        this.received.set(person, [...(this.received.get(person) ?? []), event.id]);
      });
    }
  }

  private async endTick(tick: Tick): Promise<void> {
    const due = this.arrivals.get(this.tick) ?? [];
    this.arrivals.delete(this.tick);
    if (this.tick % 2 === 1) due.reverse();
    // Webhooks, sweeps and fetched profiles all at once: whatever order they come to run in.
    await this.sweeper.sweepAmid(tick, async () => {
      await Promise.all(due.map((deliver) => deliver()));
    });
    if (this.cure !== null) {
      await this.sweeper.settle();
      this.cure();
      this.cure = null;
    }
    await this.wait(tick.gap);
  }

  private async break(): Promise<void> {
    await this.sweeper.settle();
    this.cure = breakRollUps(this.database, this.here.clock.now());
  }

  private async wait(ms: number): Promise<void> {
    this.here.clock.advance(ms);
    if (!this.wire.isHeld) await this.here.runtime.idle();
  }
}
