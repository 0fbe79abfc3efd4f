import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checksFor } from "../../../convex/diagnostics/checks";
import { startWorkOS, type WorkOSServer } from "../../../local/workos/server";
import { API_KEY, CLIENT_ID, deploymentVariables } from "../../support/deployment";
import { identityOf, openInProcess, type InProcess } from "../../support/inProcess";
import { readTable } from "../../support/tables";

const WEBHOOK = "http://127.0.0.1:3211/workos/webhook";
const EVENTS = ["user.created", "user.updated", "user.deleted"];
const ADMIN = "user_01ADMIN";

let app: Server;
let appUrl: string;
let workos: WorkOSServer;
let stack: InProcess;

beforeAll(async () => {
  app = createServer((request, response) => {
    const isScript = request.url === "/app.js";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    response.end(isScript ? script() : '<script type="module" src="/app.js"></script>');
  }).listen(0, "127.0.0.1");
  await once(app, "listening");
  appUrl = `http://localhost:${(app.address() as AddressInfo).port}`;
  workos = await startWorkOS({
    ...{ port: 0, clientId: CLIENT_ID, apiKey: API_KEY },
    redirectUris: [`${appUrl}/callback`],
    corsOrigins: [appUrl],
    webhookEndpoints: [{ url: WEBHOOK, secret: "whsec_tests", events: EVENTS }],
  });
  stack = await openInProcess(deploymentVariables(workos.url), Date.now());
});
afterAll(async () => {
  await stack.close();
  await workos.close();
  app.close();
});

const script = () => `start("${CLIENT_ID}","http://127.0.0.1:3211")`;

/** Carries out the checks of the newest run, in the action that the scheduler would start. */
async function carryOut(): Promise<{ findings: string[]; states: Map<string, string> }> {
  const runId = readTable(stack.database, "diagnosticRuns").at(-1)?._id ?? "";
  await stack.act("diagnosticRuns:collect", { runId, checks: checksFor("client-only") });
  const run = readTable(stack.database, "diagnosticRuns").find(({ _id }) => _id === runId);
  const checks = readTable(stack.database, "diagnosticChecks");
  const firm = run?.findings.filter(({ certainty }) => certainty !== "unknown") ?? [];
  return {
    findings: firm.map(({ code }) => code),
    states: new Map(
      checks.filter((check) => check.runId === runId).map(({ key, state }) => [key, state]),
    ),
  };
}

async function runAgain() {
  const [environment] = readTable(stack.database, "environments");
  const args = { environmentId: environment?._id ?? "" };
  await stack.mutate("diagnostics:run", args, identityOf(ADMIN));
  return await carryOut();
}

describe("the local stack's own environment", () => {
  it("registers itself and passes its checks", async () => {
    const redirectUris = [`${appUrl}/callback`];
    await stack.mutate("environments:registerLocal", { appUrl, redirectUris });
    await stack.mutate("seed:apply", {
      ...{ events: [userCreated()], agents: [] },
      operators: [{ workosId: ADMIN, role: "admin" }],
    });
    const { findings, states } = await carryOut();
    expect(findings).toEqual([]);
    const passed = checksFor("client-only").map((key) => [key, "passed"]);
    expect([...states].sort()).toEqual(
      passed.map(([key, state]) => [key, key === "checklist" ? "unavailable" : state]).sort(),
    );
  });

  it("finds a callback address that was taken off WorkOS's list, until it is back", async () => {
    const { redirectUris } = workos.model.tables;
    const [row] = redirectUris.all();
    if (row === undefined) throw new Error("The stand-in has no redirect URI.");
    redirectUris.remove(row.id);
    expect((await runAgain()).findings).toEqual(["redirect-uri-not-registered"]);
    redirectUris.put(row);
    expect((await runAgain()).findings).toEqual([]);
  });

  it("says what is gone when the app does not answer", async () => {
    app.close();
    app.closeAllConnections();
    const { findings, states } = await runAgain();
    expect(findings).toEqual([]);
    expect([states.get("callback"), states.get("bundle"), states.get("jwks")]).toEqual([
      ...["unavailable", "unavailable", "passed"],
    ]);
  });
});

/** The operator at WorkOS, as an event tells. */
function userCreated() {
  const at = new Date().toISOString();
  const names = { first_name: "Ada", last_name: "Admin", name: "Ada Admin" };
  const data = {
    ...{ object: "user", id: ADMIN, email: "ada@example.com", email_verified: true, ...names },
    ...{ profile_picture_url: null, external_id: null, last_sign_in_at: null, locale: null },
    ...{ metadata: {}, created_at: at, updated_at: at },
  };
  return { object: "event", id: "event_01", event: "user.created", data, created_at: at };
}
