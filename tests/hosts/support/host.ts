import type { User } from "../../../local/workos/model/types";
import type { App } from "./app";

/** People of a host, as WorkOS knows them. */
export interface People {
  /** Has been there from the start, and has data of her own. */
  ada: User;
  /** The one who is to look after the others: she signed in to the app before. */
  grace: User;
  /** Deletes his account. */
  linus: User;
}

/** An app of somebody else's that signs people in with WorkOS: what a test must know about it. */
export interface Host {
  /** Its folder in `tests/hosts/apps/`. */
  readonly name: string;
  /** Folder of its functions, from its root. */
  readonly functions: string;
  /** Where its developers type `npx convex`: the folder of the package.json nearest to the functions. */
  readonly home: string;
  /** The TypeScript it is compiled with, major and minor. */
  readonly typescript: "5.5" | "6.0";
  /** Its own variables of the deployment. */
  readonly variables: Readonly<Record<string, string>>;
  /** What its `gatehouse.config.ts` must say because its users have required fields of their own. */
  readonly newUser: string | null;
  /** What it defines, in the order of `summaryOf`, written down by hand. */
  readonly summary: Summary;
  /** Somebody signs in, for the first time or again. */
  signIn(app: App, person: User): Promise<void>;
  /** Makes everybody's data, after they have signed in. */
  fill(app: App, people: People): Promise<void>;
  /** What people ask the app, by what they want to know; asking changes nothing. */
  questions(app: App, people: People): Record<string, () => Promise<unknown>>;
  /** What Ada does on any other day. Throws when something of it has no effect. */
  work(app: App, people: People): Promise<void>;
  /** Somebody deletes their account. */
  leave(app: App, person: User): Promise<void>;
}

/** An inventory in few words. */
export interface Summary {
  /** `module:function`, in alphabetical order. */
  functions: string[];
  routes: string[];
  crons: string[];
  /** `table.index`. */
  indexes: string[];
  /** How many rows each table has once the host is filled. */
  rows: Record<string, number>;
}
