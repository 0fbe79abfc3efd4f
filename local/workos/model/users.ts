import type { ModelConfig } from "./config";
import type { Events } from "./events";
import type { IdMaker } from "./ids";
import type { Tables } from "./tables";
import type { EventContext, User } from "./types";

/** What an API call can set on a user. */
export type UserInput = Partial<
  Pick<
    User,
    "email" | "email_verified" | "first_name" | "last_name" | "locale" | "external_id" | "metadata"
  >
>;

/** What only signing in through a provider changes. */
type ProviderInput = Partial<Pick<User, "profile_picture_url">>;

/** What only a seed or a fixture can set. */
type NewUser = UserInput &
  ProviderInput &
  Pick<User, "email"> &
  Partial<Pick<User, "id" | "last_sign_in_at" | "created_at">>;

type Actor = NonNullable<EventContext["actor"]>;

export interface Users {
  /** Creates a user and emits `user.created`. Throws EmailTakenError. */
  create(input: NewUser, actor?: Actor): User;
  /** Changes a user and emits `user.updated` with what was there before. */
  update(user: User, input: UserInput & ProviderInput, actor?: Actor): User;
  /** Deletes a user with their sessions and emits `user.deleted`. */
  remove(user: User, actor?: Actor): void;
  /** Notes a sign-in; WorkOS emits no `user.updated` for it and leaves `updated_at` alone. */
  noteSignIn(user: User, at: string): User;
  byEmail(email: string): User | undefined;
  byExternalId(externalId: string): User | undefined;
}

/** WorkOS keeps e-mail addresses unique within an environment. */
export class EmailTakenError extends Error {
  constructor(readonly email: string) {
    super("This email is not available.");
  }
}

/** Opens the environment's users. */
export function createUsers(
  config: ModelConfig,
  ids: IdMaker,
  tables: Tables,
  events: Events,
): Users {
  const { users, sessions } = tables;
  const context = (actor: Actor | undefined): EventContext =>
    actor === undefined ? {} : { actor };
  const byEmail = (email: string) => {
    const wanted = email.toLowerCase();
    return users.find((user) => user.email.toLowerCase() === wanted);
  };
  const demandFreeEmail = (email: string, self?: string) => {
    const holder = byEmail(email);
    if (holder !== undefined && holder.id !== self) throw new EmailTakenError(email);
  };

  return {
    byEmail,
    byExternalId: (externalId) => users.find((user) => user.external_id === externalId),

    create(input, actor) {
      demandFreeEmail(input.email);
      const user = newUser(input, ids, config.now());
      users.put(user);
      events.emit("user.created", user, context(actor));
      return user;
    },

    update(user, input, actor) {
      if (input.email !== undefined) demandFreeEmail(input.email, user.id);
      const next = withName({
        ...user,
        // A new address is not verified just because the old one was.
        ...(input.email !== undefined && input.email !== user.email && { email_verified: false }),
        ...input,
        metadata: input.metadata ?? user.metadata,
        updated_at: new Date(config.now()).toISOString(),
      });
      users.put(next);
      events.emit("user.updated", next, {
        ...context(actor),
        previous_attributes: changedAttributes(user, next),
      });
      return next;
    },

    remove(user, actor) {
      users.remove(user.id);
      for (const { id, user_id } of [...sessions.all()])
        if (user_id === user.id) sessions.remove(id);
      events.emit("user.deleted", user, context(actor));
    },

    noteSignIn(user, at) {
      const next = { ...user, last_sign_in_at: at };
      users.put(next);
      return next;
    },
  };
}

/**
 * Builds a user from what is given, everything else empty.
 * @param nowMs UTC epoch milliseconds, for what has no time of its own
 */
export function newUser(input: NewUser, ids: IdMaker, nowMs: number): User {
  const createdAt = input.created_at ?? new Date(nowMs).toISOString();
  return withName({
    object: "user",
    id: input.id ?? ids("user", Date.parse(createdAt)),
    email: input.email,
    email_verified: input.email_verified ?? false,
    first_name: input.first_name ?? null,
    last_name: input.last_name ?? null,
    name: null,
    profile_picture_url: input.profile_picture_url ?? null,
    last_sign_in_at: input.last_sign_in_at ?? null,
    locale: input.locale ?? null,
    external_id: input.external_id ?? null,
    metadata: input.metadata ?? {},
    created_at: createdAt,
    updated_at: createdAt,
  });
}

function withName(user: User): User {
  const name = [user.first_name, user.last_name].filter(Boolean).join(" ");
  return { ...user, name: name === "" ? null : name };
}

function changedAttributes(before: User, after: User): Record<string, unknown> {
  const keys = Object.keys(before) as (keyof User)[];
  const changed = keys.filter(
    (key) => key !== "updated_at" && JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  return Object.fromEntries(changed.map((key) => [key, before[key]]));
}
