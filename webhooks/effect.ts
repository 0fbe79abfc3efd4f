import type { WorkosEvent } from "./decode";
import { isKnownFamily } from "./eventTypes";
import type { EventReason } from "./reasons";
import { sessionEndOf, sessionExemption, signInOf, type SessionEnd, type SignIn } from "./signIns";
import { changeFromSignIn, changeFromUserEvent, type UserChange } from "./userChange";

/** What an event asks for: a change of a user, a sign-in or its end to record, or nothing and why. */
export interface Effect {
  change: UserChange | null;
  signIn: SignIn | null;
  sessionEnd: SessionEnd | null;
  /** Set exactly when there is nothing to do. */
  reason: EventReason | null;
}

const NOTHING: Effect = { change: null, signIn: null, sessionEnd: null, reason: null };

/** Decides what an event means, before anyone looks at the database. */
export function effectOf(event: WorkosEvent): Effect {
  if (event.facts.kind === "user") {
    return { ...NOTHING, change: changeFromUserEvent(event, event.facts.user) };
  }
  const signIn = signInOf(event);
  if (signIn !== null) return { ...NOTHING, change: changeFromSignIn(event, signIn), signIn };
  const sessionEnd = sessionEndOf(event);
  if (sessionEnd !== null) return { ...NOTHING, sessionEnd };
  return { ...NOTHING, reason: nothingToDo(event) };
}

function nothingToDo(event: WorkosEvent): EventReason {
  const exemption = event.facts.kind === "session" ? sessionExemption(event.facts) : null;
  return exemption ?? (isKnownFamily(event.type) ? "no-effect" : "unknown-type");
}
