import type { Rng } from "../../../local/workos/generate/rng";
import type { Model } from "../../../local/workos/model/model";
import type { User, WorkosEvent } from "../../../local/workos/model/types";

/** An event that just happened in WorkOS and has yet to be delivered. */
export interface Undelivered {
  id: string;
  body: string;
}

const CLIENT = { ip_address: "203.0.113.7", user_agent: "Mozilla/5.0" };

/**
 * Lets people sign up, change, sign in and leave, so that the stand-in's users are the truth.
 * @returns makes the next thing happen, and its event
 */
export function liveTraffic(model: Model, rng: Rng): () => Undelivered {
  const users: User[] = [];
  let count = 0;
  let emitted: WorkosEvent | null = null;
  model.events.onEmit((event) => (emitted = event));

  const signUp = () => {
    count += 1;
    users.push(model.users.create({ email: `p${count}@mail.example`, first_name: `P${count}` }));
  };
  const act = () => {
    const index = rng.int(Math.max(1, users.length));
    const user = users[index];
    const share = rng.next();
    if (user === undefined || share < 0.3) return signUp();
    if (share < 0.5) {
      users[index] = model.users.update(user, { last_name: `N${rng.int(1_000)}` });
    } else if (share < 0.9) {
      const { created_at } = model.sessions.start(user, "password", CLIENT);
      users[index] = model.users.noteSignIn(user, created_at);
    } else {
      users.splice(index, 1);
      model.users.remove(user);
    }
  };
  return () => {
    emitted = null;
    act();
    const event: WorkosEvent | null = emitted;
    if (event === null) throw new Error("Nothing happened.");
    return { id: (event as WorkosEvent).id, body: JSON.stringify(event) };
  };
}
