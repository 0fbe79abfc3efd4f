import type { SetupServer } from "msw/node";
import type { Database } from "../../../local/backend/transaction/types";
import { workosHandlers } from "../../../local/workos/handlers";
import { METHOD_NAMES } from "../../../local/workos/model/methods";
import { createModel, type Model } from "../../../local/workos/model/model";
import type { User, WorkosEvent } from "../../../local/workos/model/types";
import { API_KEY, CLIENT_ID, deploymentVariables } from "../../support/deployment";
import { identityOf, openInProcess, type InProcess } from "../../support/inProcess";
import { LONGEST_HISTORY, type Batch, type Step, type Sweep } from "./history";

const WORKOS_URL = "https://api.workos.com";
const NOON = Date.UTC(2026, 10, 23, 12);
/** Longer than the Events API holds events back. */
const LATER_IN_MS = 10_000;
/** A comparison deletes this many missing users whatever their share; see `reconcileSteps.ts`. */
const DELETIONS_TO_LOSE = 10;
const OPERATOR = "user_operator";

/** A person's account of the moment, and the id of the last one for a token that outlives it. */
interface Person {
  email: string;
  user: User | null;
  lastId: string | null;
  received: string[];
}

/** WorkOS's stand-in and Gatehouse side by side, and the webhooks under way between them. */
export class World {
  private readonly people: Person[];
  private readonly arrivals = new Map<number, (() => Promise<unknown>)[]>();
  private deletionsToLose: number;
  private emitted: WorkosEvent[] = [];
  private tick = 0;

  private constructor(
    private readonly here: InProcess,
    private readonly model: Model,
    private readonly batch: Batch,
  ) {
    this.people = batch.histories.map((_, index) => ({
      ...{ email: `Person${index}@Example.com`, user: null, lastId: null, received: [] },
    }));
    this.deletionsToLose = batch.heal === "reconcile" ? DELETIONS_TO_LOSE : Infinity;
    model.events.onEmit((event) => this.emitted.push(event));
  }

  /** @param server listens already: functions keep the `fetch` they are loaded with */
  static async open(batch: Batch, server: SetupServer, canAsk: boolean): Promise<World> {
    const here = await openInProcess(deploymentVariables(canAsk ? WORKOS_URL : undefined), NOON);
    const model = createModel({
      ...{ clientId: CLIENT_ID, apiKey: API_KEY, rateLimits: false, now: here.clock.now },
    });
    server.resetHandlers(...workosHandlers(model, { baseUrl: WORKOS_URL }));
    const operators = [{ workosId: OPERATOR, role: "support" }];
    await here.mutate("seed:apply", { events: [], agents: [], operators });
    return new World(here, model, batch);
  }

  get database(): Database {
    return this.here.database;
  }

  /** All users WorkOS has now. */
  get truth(): readonly User[] {
    return this.model.tables.users.all();
  }

  /** Plays every history to its end, until the last webhook has arrived. */
  async play(): Promise<void> {
    for (; this.tick < LONGEST_HISTORY; this.tick += 1) {
      for (const [index, steps] of this.batch.histories.entries()) {
        const person = this.people[index];
        const step = steps[this.tick];
        if (person !== undefined && step !== undefined) await this.take(person, step);
      }
      await this.endTick(this.batch.sweeps[this.tick] ?? "none");
      // A reading counts as later than its millisecond, so nothing more may happen within that.
      this.here.clock.advance(Math.max(1, this.batch.gaps[this.tick] ?? 0));
    }
    for (; this.arrivals.size > 0; this.tick += 1) await this.endTick("none");
  }

  /** Lets a drain or a comparison with all users make up for what was lost. */
  async heal(): Promise<void> {
    this.here.clock.advance(LATER_IN_MS);
    await this.sweep(this.batch.heal);
    await this.here.runtime.idle();
  }

  async close(): Promise<void> {
    await this.here.close();
  }

  private async take(person: Person, { action, value, arrivals }: Step): Promise<void> {
    switch (action) {
      case "create":
        if (person.user === null) this.create(person, value);
        break;
      case "update":
        if (person.user !== null) this.update(person, person.user, value);
        break;
      case "delete":
        this.remove(person);
        break;
      case "recreate":
        this.remove(person);
        this.create(person, value);
        break;
      case "signIn":
        if (person.user !== null) this.signIn(person, person.user, value);
        break;
      case "firstSignIn":
        if (person.lastId !== null) await this.firstSignIn(person.lastId);
        break;
      case "replay":
        await this.replay(person, value);
        break;
      case "pause":
        break;
    }
    for (const event of this.emitted.splice(0)) this.post(person, event, arrivals);
  }

  private create(person: Person, value: number): void {
    const locale = value % 2 === 0 ? "en-GB" : null;
    person.user = this.model.users.create({ email: person.email, first_name: "New", locale });
    person.lastId = person.user.id;
  }

  private update(person: Person, user: User, value: number): void {
    const changes = [
      { first_name: `First${this.tick}` },
      { last_name: `Last${this.tick}` },
      { first_name: null, last_name: null },
      { email_verified: true },
      { locale: "de-DE" },
      { external_id: `crm-${this.tick}-${person.email}` },
      { email: `changed${this.tick}.${person.email}` },
      {},
    ];
    // Two changes within one millisecond, so that only their ids tell them apart.
    const once = this.model.users.update(user, changes[value] ?? {});
    person.user = this.model.users.update(once, { locale: `x-${this.tick}` });
  }

  private remove(person: Person): void {
    if (person.user !== null) this.model.users.remove(person.user);
    person.user = null;
  }

  private signIn(person: Person, user: User, value: number): void {
    const client = { ip_address: "203.0.113.7", user_agent: "Mozilla/5.0" };
    const method = METHOD_NAMES[value % METHOD_NAMES.length] ?? "password";
    const session = this.model.sessions.start(user, method, client);
    person.user = this.model.users.noteSignIn(user, session.created_at);
  }

  private async firstSignIn(workosId: string): Promise<void> {
    try {
      await this.here.mutate("provisioning:ensureUser", {}, identityOf(workosId));
    } catch (error) {
      if (!String(error).includes("user_deleted")) throw error;
    }
  }

  private async replay({ received }: Person, value: number): Promise<void> {
    const eventId = received[value % Math.max(1, received.length)];
    if (eventId === undefined) return;
    await this.here.mutate("inbox:replay", { eventId }, identityOf(OPERATOR));
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
        await this.here.mutate("inbox:receive", { payload, via: "webhook" });
        person.received.push(event.id);
      });
    }
  }

  // Webhooks, sweeps and fetched profiles all at once: whatever order they come to run in.
  private async endTick(sweep: Sweep): Promise<void> {
    const due = this.arrivals.get(this.tick) ?? [];
    this.arrivals.delete(this.tick);
    if (this.tick % 2 === 1) due.reverse();
    const sweeping = this.sweep(sweep);
    await Promise.all(due.map((deliver) => deliver()));
    await sweeping;
    await this.here.runtime.idle();
  }

  private async sweep(sweep: Sweep): Promise<void> {
    if (sweep === "drain") await this.here.act("drain:run");
    if (sweep === "reconcile")
      await this.here.mutate("reconcile:startBySystem", { startedBy: "cron" });
  }
}
