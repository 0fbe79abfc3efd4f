import { FAILURE_KINDS, type FailureKind, METHOD_NAMES } from "../model/methods";
import type { Model } from "../model/model";
import type { User, WorkosEvent } from "../model/types";
import type { Api } from "./api";

/** What the stand-in's own page can do at a click; each returns a sentence, or null for no user. */
export const ACTIONS = {
  "test-event": ({ model, dispatcher }: Api) => {
    const user = randomUser(model);
    if (user === null) return null;
    dispatcher.sendTest(testEvent(model, user));
    return `Sent a test event about ${user.email} to every enabled endpoint.`;
  },
  "create-user": ({ model }: Api) => {
    const number = model.tables.users.size + 1;
    const suffix = model.ids("x", model.config.now()).slice(-4).toLowerCase();
    const { email } = model.users.create({
      email: `new.person.${number}.${suffix}@example.com`,
      first_name: "New",
      last_name: `Person ${number}`,
      email_verified: true,
    });
    return `Created ${email}.`;
  },
  "rename-user": ({ model }: Api) => {
    const user = randomUser(model);
    if (user === null) return null;
    const lastName = pick(
      model,
      NEW_LAST_NAMES.filter((name) => name !== user.last_name),
    );
    model.users.update(user, { last_name: lastName ?? null });
    return `Renamed ${user.email} to ${user.first_name ?? ""} ${lastName ?? ""}.`;
  },
  "delete-user": ({ model }: Api) => {
    const user = randomUser(model);
    if (user === null) return null;
    model.users.remove(user);
    return `Deleted ${user.email}.`;
  },
  "sign-in": ({ model }: Api) => {
    const user = randomUser(model);
    if (user === null) return null;
    signIn(model, user);
    return `${user.email} signed in.`;
  },
  "failed-sign-in": ({ model }: Api) => {
    const user = randomUser(model);
    const method = pick(model, METHOD_NAMES);
    const kind = pick(model, Object.keys(FAILURE_KINDS) as FailureKind[]);
    if (user === null || method === undefined || kind === undefined) return null;
    const { code } = model.signIns.fail(user, method, kind, DESKTOP);
    return `${user.email} failed to sign in: ${code}.`;
  },
  "login-loop": ({ model }: Api) => {
    const user = randomUser(model);
    if (user === null) return null;
    for (let i = 0; i < LOOP_LENGTH; i++) signIn(model, user);
    return `${user.email} signed in ${LOOP_LENGTH} times in a row.`;
  },
} satisfies Record<string, (api: Api) => string | null>;

export type ActionName = keyof typeof ACTIONS;

const LOOP_LENGTH = 6;
const DESKTOP = { ip_address: "203.0.113.7", user_agent: "Mozilla/5.0 (X11; Linux x86_64)" };
const NEW_LAST_NAMES = ["Achebe", "Borges", "Ćosić", "Desai", "Ekström", "Fuentes", "Grün"];

/** Tells an action's name from any other text. */
export function isActionName(name: unknown): name is ActionName {
  return typeof name === "string" && Object.hasOwn(ACTIONS, name);
}

function signIn(model: Model, user: User): void {
  const method = pick(model, METHOD_NAMES) ?? "password";
  model.sessions.start(model.signIns.succeed(user, method, DESKTOP), method, DESKTOP);
}

// About a real person and telling what is true already, so that it changes nothing.
function testEvent(model: Model, user: User): WorkosEvent {
  const nowMs = model.config.now();
  return {
    object: "event",
    id: model.ids("event", nowMs),
    event: "user.updated",
    data: user,
    created_at: new Date(nowMs).toISOString(),
    context: { client_id: model.config.clientId },
  };
}

// Operators are spared: whoever watches should not delete themselves.
function randomUser(model: Model): User | null {
  const { operators } = model.config;
  const others = model.tables.users.all().filter(({ email }) => !operators.includes(email));
  return pick(model, others) ?? null;
}

function pick<T>(model: Model, items: readonly T[]): T | undefined {
  return items[Math.floor(model.config.random() * items.length)];
}
