import { setupServer } from "msw/node";
import { workosHandlers } from "../../../local/workos/handlers";
import { createModel } from "../../../local/workos/model/model";
import type { User } from "../../../local/workos/model/types";
import { issueAccessToken } from "../../../local/workos/tokens/accessToken";
import { signingKey } from "../../../local/workos/tokens/signingKey";
import { signWebhook } from "../../../local/workos/webhooks/sign";
import { SIGNATURE_HEADER } from "../../../webhooks/signature";
import { API_KEY, CLIENT_ID, WEBHOOK_SECRET } from "../../support/deployment";
import type { People } from "./host";

const EVENTS_HELD_BACK_MS = 3_600_000;
const WORKOS_URL = "https://api.workos.com";

/** A WorkOS environment that answers at WorkOS's own address, within this process. */
export interface StandIn {
  readonly people: People;
  /** An access token of a new session, as the app gets it after sign-in. */
  tokenOf(person: User): Promise<string>;
  /**
   * Changes somebody's address and tells an endpoint by a signed webhook.
   * @returns the endpoint's status
   */
  changeEmail(person: User, email: string, webhookUrl: string): Promise<number>;
  /** Somebody signs up, which WorkOS tells an endpoint. */
  signUp(
    email: string,
    name: string,
    webhookUrl: string,
  ): Promise<{ person: User; status: number }>;
  close(): void;
}

/** Call before the backend starts: functions keep the `fetch` they are loaded with. */
export function startStandIn(): StandIn {
  const model = createModel({
    clientId: CLIENT_ID,
    apiKey: API_KEY,
    rateLimits: false,
    // The Events API stays silent, so that rows only change when a test changes them.
    holdBackMs: EVENTS_HELD_BACK_MS,
  });
  const server = setupServer(...workosHandlers(model));
  server.listen({ onUnhandledRequest: "bypass" });
  model.settings.set(
    "jwt_template",
    '{"email":"{{ user.email }}","name":"{{ user.first_name }} {{ user.last_name }}"}',
  );
  const key = signingKey(model.settings);
  const create = (email: string, name: string) => {
    const [first_name = null, last_name = null] = name.split(" ");
    return model.users.create({ email, email_verified: true, first_name, last_name });
  };
  const tellLast = (webhookUrl: string) => {
    const event = [...model.tables.events.all()].at(-1);
    return postSigned(webhookUrl, JSON.stringify(event));
  };
  return {
    people: {
      ada: create("ada@example.com", "Ada Lovelace"),
      grace: create("grace@example.com", "Grace Hopper"),
      linus: create("linus@example.com", "Linus Pauling"),
    },
    tokenOf(person) {
      const session = model.sessions.start(person, "password", {
        ip_address: "203.0.113.7",
        user_agent: "Mozilla/5.0",
      });
      const now = model.tables.users.get(person.id) ?? person;
      return issueAccessToken(model, key, WORKOS_URL, now, session);
    },
    changeEmail(person, email, webhookUrl) {
      model.users.update(person, { email });
      return tellLast(webhookUrl);
    },
    async signUp(email, name, webhookUrl) {
      const person = create(email, name);
      return { person, status: await tellLast(webhookUrl) };
    },
    close: () => server.close(),
  };
}

async function postSigned(url: string, body: string): Promise<number> {
  const signature = signWebhook(body, WEBHOOK_SECRET, Date.now());
  const headers = { "content-type": "application/json", [SIGNATURE_HEADER]: signature };
  return (await fetch(url, { method: "POST", headers, body })).status;
}
