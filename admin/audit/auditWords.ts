/** What operators do, as a verb with its object. */
const ACTIONS: Readonly<Record<string, string>> = {
  "user.agents.set": "set the agents of",
  "user.erase": "erased the personal data of",
  "session.revoke": "ended a session of",
  "session.revokeAll": "ended all sessions of",
  "session.revoke.failed": "could not end sessions of",
  "operator.enter": "entered the console",
  "operator.role.set": "set the role of",
  "operator.remove": "took the role away from",
  "inbox.replay": "replayed the event",
  "inbox.reveal": "looked at the personal data in",
  "reconcile.start": "started a reconcile",
  "reconcile.cancel": "canceled a reconcile",
  "replay.start": "started a replay of",
  "replay.cancel": "canceled a replay",
  "drift.repair": "repaired the row of",
  "person.diagnose": "diagnosed the sign-in of",
  "user.provision": "had the row created for",
  "selfCheck.create": "made a self-check link for",
  "environment.add": "added the environment",
  "environment.change": "changed the environment",
  "environment.remove": "removed the environment",
  "environment.diagnose": "checked the environment",
  "endpoint.repair": "repaired the webhook endpoint",
  "endpoint.repair.failed": "could not repair the webhook endpoint",
};

/** An action in words; one from a newer deployment by its own name. */
export function actionWords(action: string): string {
  return ACTIONS[action] ?? action.replaceAll(".", " ");
}

/** Actions to filter by. */
export const KNOWN_ACTIONS: readonly string[] = Object.keys(ACTIONS);
