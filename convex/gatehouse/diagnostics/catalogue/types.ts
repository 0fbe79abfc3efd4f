import type { WorkosPage } from "./links";

/** How the app keeps people signed in: authkit-js/react in the browser, or a sealed cookie set by a server. */
export type AuthMode = "client-only" | "cookie";

/** `blocking`: nobody affected can sign in. `degrading`: it works, badly. `advisory`: a risk or a trap. */
export type Severity = "blocking" | "degrading" | "advisory";

/** How sure a finding is. `unknown` means it cannot be checked from here, and the finding says why. */
export type Certainty = "proven" | "likely" | "possible" | "unknown";

/** The stage of a sign-in that a cause belongs to, in the order in which a sign-in passes them. */
export type CauseGroup =
  "client" | "redirect" | "cors" | "cookies" | "session" | "convex" | "webhooks" | "person";

/** Where the remedy is carried out: a page of the WorkOS dashboard, or a command to run. */
export type DeepLink = { workos: WorkosPage } | { run: string } | null;

/** Text that may hold `{placeholders}`, filled with the real values of a finding. */
export type Template = string;

/** One cause as its group file states it. */
export interface Cause {
  title: string;
  whatThePersonSees: string;
  cause: string;
  howItIsProven: string;
  remedy: readonly Template[];
  /** What support can write to the person, when the person can do something; else it is on our side. */
  reply?: Template;
  deepLink: DeepLink;
  severity: Severity;
  authModes: readonly AuthMode[];
  /** Threads, documents or source code this entry rests on. */
  sources: readonly string[];
  /** The strongest certainty that evidence can give this cause. */
  certainty: Exclude<Certainty, "unknown">;
}

/** One cause as the catalogue publishes it. */
export interface CatalogueEntry extends Cause {
  code: string;
  group: CauseGroup;
}

export const BOTH_MODES: readonly AuthMode[] = ["client-only", "cookie"];
export const CLIENT_ONLY: readonly AuthMode[] = ["client-only"];
export const COOKIE: readonly AuthMode[] = ["cookie"];
