import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TableNames } from "../../../convex/_generated/dataModel";
import { workosHandlers } from "../../../local/workos/handlers";
import type { FaultsChange } from "../../../local/workos/model/faults";
import { createModel, type Model } from "../../../local/workos/model/model";
import { API_KEY, CLIENT_ID, deploymentVariables } from "../../support/deployment";
import { identityOf, openInProcess, type InProcess } from "../../support/inProcess";
import { readTable } from "../../support/tables";
import { WORKOS_URL } from "./wire";

const NOON = Date.UTC(2026, 10, 23, 12);
const OPERATOR = identityOf("user_operator");

/** What WorkOS answers, and the remedy each place in the console must name. */
const ANSWERS: [string, NonNullable<FaultsChange["api"]>, RegExp][] = [
  ["401", { answer: "error", status: 401 }, / 401 .*npx convex env set WORKOS_API_KEY sk_…$/],
  ["403", { answer: "error", status: 403 }, / 403 .*Give it the permission on the dashboard's/],
  ["404", { answer: "error", status: 404 }, / 404 .*WORKOS_API_KEY belongs to another environment/],
  ["422", { answer: "error", status: 422 }, / 422 .*will not carry it out as it is/],
  ["429", { answer: "rate-limit", retryAfterSeconds: 50 }, / 429 .*try again in 50 s\./],
  ["a bare 429", { answer: "rate-limit", retryAfterSeconds: null }, / 429 .*again in a minute\.$/],
  ["500", { answer: "error", status: 500 }, / 500 .*WorkOS's side.*https:\/\/status\.workos\.com/],
  ["503", { answer: "error", status: 503 }, / 503 .*WorkOS's side.*https:\/\/status\.workos\.com/],
  ["a web page", { answer: "html", status: 502 }, / 502\. .*https:\/\/status\.workos\.com/],
  ["a web page for an answer", { answer: "html", status: 200 }, /a web page.*Check WORKOS_API_URL/],
  [
    "nothing",
    { answer: "drop" },
    /^Nothing answered at https:\/\/api\.workos\.com .*WORKOS_API_URL/,
  ],
];

type Surface = (here: InProcess, model: Model) => Promise<string | undefined>;

/** Where the console shows what WorkOS answered. */
const SURFACES: [string, Surface][] = [
  [
    "the drain's last error",
    async (here) => {
      await here.act("gatehouse/drain/pull:run");
      return newest(here, "syncState")?.lastError;
    },
  ],
  [
    "a comparison's error",
    async (here) => {
      await here.mutate("gatehouse/reconcile:startBySystem", { startedBy: "cron" });
      await here.runtime.idle();
      return newest(here, "syncRuns")?.error;
    },
  ],
  [
    "a replay's error",
    async (here) => {
      const wanted = { scope: "missing", since: NOON, expected: 0 };
      await here.mutate("gatehouse/replay:start", wanted, OPERATOR);
      await here.runtime.idle();
      return newest(here, "replayRuns")?.error;
    },
  ],
  [
    "the answer to a replay's preview",
    (here) => refusal(here, "gatehouse/replay:previewMissing", { since: NOON }),
  ],
  [
    "the answer to a check of the endpoints",
    (here) => refusal(here, "gatehouse/endpoints:check", {}),
  ],
  ["the answer to their repair", (here) => refusal(here, "gatehouse/endpoints:repair", {})],
  [
    "why a person's profile is missing",
    async (here, model) => {
      const { id } = model.users.create({ email: "ada@example.com" });
      await here.mutate("gatehouse/provisioning:ensureUser", {}, identityOf(id));
      await here.runtime.idle();
      return newest(here, "users")?.profileError;
    },
  ],
];

function newest<Name extends TableNames>(here: InProcess, table: Name) {
  return readTable(here.database, table).at(-1);
}

async function refusal(
  { runtime }: InProcess,
  path: string,
  args: Record<string, number>,
): Promise<string | undefined> {
  const outcome = await runtime.runAction({ path, args, identity: OPERATOR, caller: "public" });
  if (outcome.ok) return undefined;
  const { code, message } = outcome.errorData as { code: string; message: string };
  expect(code).toBe("workos_failed");
  return message;
}

const server = setupServer();

beforeAll(() => {
  server.listen({ onUnhandledRequest: "bypass" });
});
afterAll(() => server.close());

describe.each(ANSWERS)("when WorkOS answers with %s", (_name, api, remedy) => {
  let here: InProcess;
  let model: Model;
  beforeAll(async () => {
    here = await openInProcess(deploymentVariables(WORKOS_URL), NOON);
    model = createModel({ clientId: CLIENT_ID, apiKey: API_KEY, now: here.clock.now });
    model.setFaults({ api });
    server.resetHandlers(...workosHandlers(model, { baseUrl: WORKOS_URL }));
    const operators = [{ workosId: OPERATOR.subject, role: "admin" }];
    await here.mutate("gatehouse/seed:apply", { events: [], agents: [], operators });
  });
  afterAll(() => here.close());

  it.each(SURFACES)("%s says what to do", async (_name, surface) => {
    const sentence = await surface(here, model);
    expect(sentence).toMatch(remedy);
    expect(sentence).not.toMatch(/<|\n|undefined|\[object/);
  });
});
