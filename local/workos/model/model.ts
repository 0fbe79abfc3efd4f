import { type ModelConfig, type ModelOptions, normaliseOptions } from "./config";
import { createEvents, type Events } from "./events";
import { changeFaults, type Faults, type FaultsChange, NO_FAULTS } from "./faults";
import { createIds, type IdMaker } from "./ids";
import { type Journal, NO_JOURNAL } from "./journal";
import { configureEnvironment } from "./environment";
import { createRateLimiter, type RateLimiter } from "./rateLimits";
import { createSessions, type Sessions } from "./sessions";
import { createSettings, type Settings } from "./settings";
import { createSignIns, type SignIns } from "./signIns";
import { loadSessions } from "./history";
import { openTables, type Tables } from "./tables";
import type { User, WorkosEvent } from "./types";
import { createUsers, type Users } from "./users";
import { createDeliveryLog, type DeliveryLog } from "../webhooks/log";

/** A visit to one of WorkOS's error pages: the app never hears of it, so the model remembers. */
interface ErrorPageVisit {
  readonly at: string;
  readonly reason: string;
  readonly request: string;
}

/** One WorkOS environment in memory. */
export interface Model {
  readonly config: ModelConfig;
  readonly ids: IdMaker;
  readonly tables: Tables;
  readonly events: Events;
  readonly users: Users;
  readonly sessions: Sessions;
  readonly signIns: SignIns;
  readonly settings: Settings;
  readonly rateLimiter: RateLimiter;
  readonly deliveries: DeliveryLog;
  readonly errorPages: ErrorPageVisit[];
  faults(): Faults;
  /** Changes what goes wrong from now on. Throws an Error naming a senseless setting. */
  setFaults(change: FaultsChange): Faults;
  clearFaults(): void;
  /** Takes in generated people and their history without telling any webhook endpoint. */
  load(seed: { users?: Iterable<User>; events?: Iterable<WorkosEvent> }): void;
}

/**
 * Creates a WorkOS environment.
 * @param options what is configured; see ModelOptions for the defaults
 * @param journal where its writes survive; default nowhere
 */
export function createModel(options: ModelOptions = {}, journal: Journal = NO_JOURNAL): Model {
  const config = normaliseOptions(options);
  const ids = createIds();
  const tables = openTables(journal, config.now());
  const events = createEvents(config, ids, tables);
  const users = createUsers(config, ids, tables, events);
  let faults = NO_FAULTS;
  configureEnvironment(config, ids, tables);

  return {
    config,
    ids,
    tables,
    events,
    users,
    sessions: createSessions(config, ids, tables, events),
    signIns: createSignIns(config, ids, tables, events, users),
    settings: createSettings(config, tables),
    rateLimiter: createRateLimiter(config.now),
    deliveries: createDeliveryLog(),
    errorPages: [],
    faults: () => faults,
    setFaults: (change) => (faults = changeFaults(faults, change)),
    clearFaults: () => void (faults = NO_FAULTS),
    load(seed) {
      for (const user of seed.users ?? []) tables.users.put(user);
      for (const event of seed.events ?? []) tables.events.put(event);
      loadSessions(tables, config.now());
    },
  };
}
