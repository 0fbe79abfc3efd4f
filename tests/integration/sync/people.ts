import { FAILURE_KINDS, METHOD_NAMES, type FailureKind } from "../../../local/workos/model/methods";
import type { Model } from "../../../local/workos/model/model";
import type { Session, User } from "../../../local/workos/model/types";

/** A person's account of the moment, and the id of the last one for a token that outlives it. */
export interface Person {
  email: string;
  user: User | null;
  session: Session | null;
  lastId: string | null;
}

const CLIENT = { ip_address: "203.0.113.7", user_agent: "Mozilla/5.0" };

/** Somebody who has no account yet. */
export function newPerson(index: number): Person {
  return { email: `Person${index}@Example.com`, user: null, session: null, lastId: null };
}

/** What people do in WorkOS; whatever makes no sense at the moment does nothing. */
export class People {
  constructor(private readonly model: Model) {}

  create(person: Person, value: number): void {
    if (person.user !== null) return;
    const locale = value % 2 === 0 ? "en-GB" : null;
    const profile_picture_url = value % 3 === 0 ? `https://pictures.example/${value}` : null;
    const profile = { first_name: "New", locale, profile_picture_url };
    person.user = this.model.users.create({ email: person.email, ...profile });
    person.lastId = person.user.id;
  }

  /** @param mark makes values that were never there before */
  update(person: Person, value: number, mark: number): void {
    const changes = [
      { first_name: `First${mark}` },
      { last_name: `Last${mark}` },
      { first_name: null, last_name: null },
      { email_verified: true },
      { locale: "de-DE" },
      { external_id: `crm-${mark}-${person.email}` },
      { email: `changed${mark}.${person.email}` },
      { profile_picture_url: `https://pictures.example/${mark}` },
      { profile_picture_url: null },
      {},
    ];
    if (person.user === null) return;
    // Two changes within one millisecond, so that only their ids tell them apart.
    const once = this.model.users.update(person.user, changes[value % changes.length] ?? {});
    person.user = this.model.users.update(once, { locale: `x-${mark}` });
  }

  remove(person: Person): void {
    if (person.user !== null) this.model.users.remove(person.user);
    person.user = person.session = null;
  }

  signIn(person: Person, value: number): void {
    if (person.user === null) return;
    person.session = this.model.sessions.start(person.user, method(value), CLIENT);
    person.user = this.model.users.noteSignIn(person.user, person.session.created_at);
  }

  failSignIn(person: Person, value: number): void {
    const kinds = Object.keys(FAILURE_KINDS) as FailureKind[];
    const who = person.user ?? { id: null, email: person.email };
    this.model.signIns.fail(who, method(value), kinds[value % kinds.length] ?? "wrong", CLIENT);
  }

  signOut(person: Person): void {
    if (person.session !== null) this.model.sessions.revoke(person.session);
    person.session = null;
  }
}

function method(value: number) {
  return METHOD_NAMES[value % METHOD_NAMES.length] ?? "password";
}
