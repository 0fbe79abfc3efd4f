// @vitest-environment edge-runtime
import { afterEach, describe, expect, it, vi } from "vitest";
import { ADA, eventText } from "../../webhooks/events.fixture";
import { api } from "../_generated/api";
import {
  deliver,
  signedIn,
  signedInAs,
  startBackend,
  type Backend,
} from "./testing/backend.fixture";

afterEach(() => void vi.unstubAllEnvs());

const LISTED = { GATEHOUSE_ADMINS: "root@example.com, ADA@example.com" };

async function withAda(fields: object = {}, variables: Record<string, string> = LISTED) {
  const backend = startBackend(variables);
  await deliver(backend, eventText("user.created", { ...ADA, ...fields }));
  return { backend, ada: signedIn(backend, ADA.id) };
}

const operatorsOf = async (backend: Backend) =>
  await backend.run((ctx) => ctx.db.query("operators").collect());

describe("gatehouse/operators:enter", () => {
  it("makes the first admin out of a verified, listed address, once and on record", async () => {
    const { backend, ada } = await withAda();
    const viewer = await ada.mutation(api.gatehouse.operators.enter, {});
    expect(viewer).toMatchObject({
      status: "operator",
      role: "admin",
      workosId: ADA.id,
      name: "Ada Lovelace",
    });
    expect(await ada.mutation(api.gatehouse.operators.enter, {})).toEqual(viewer);
    expect(await ada.query(api.gatehouse.operators.viewer, {})).toEqual(viewer);
    expect(await operatorsOf(backend)).toMatchObject([
      { workosId: ADA.id, grantedBy: "GATEHOUSE_ADMINS" },
    ]);
    const log = await backend.run((ctx) => ctx.db.query("auditLog").collect());
    expect(log).toMatchObject([
      { action: "operator.enter", actorId: ADA.id, details: { after: "admin" } },
    ]);
  });

  it.each([
    ["unverifiedEmail", { email_verified: false }, LISTED],
    ["notListed", {}, { GATEHOUSE_ADMINS: "root@example.com" }],
    ["notListed", {}, { GATEHOUSE_ADMINS: "" }],
    ["pendingProfile", { email: null }, LISTED],
  ])("refuses with %s: %j %j", async (reason, fields, variables) => {
    const { backend, ada } = await withAda(fields, variables);
    const adminsConfigured = variables.GATEHOUSE_ADMINS !== "";
    const expected = { status: "notOperator", workosId: ADA.id, reason, adminsConfigured };
    expect(await ada.mutation(api.gatehouse.operators.enter, {})).toMatchObject(expected);
    expect(await ada.query(api.gatehouse.operators.viewer, {})).toMatchObject(expected);
    expect(await operatorsOf(backend)).toEqual([]);
  });

  it("waits for WorkOS's word on somebody whose row the app made, then lets them in", async () => {
    const backend = startBackend(LISTED);
    const ada = signedIn(backend, ADA.id);
    await backend.run(async (ctx) => {
      const row = { workosId: ADA.id, email: ADA.email, createdAt: 1, updatedAt: 1 };
      await ctx.db.insert("users", row);
    });
    const reason = async () => await ada.query(api.gatehouse.operators.viewer, {});
    expect(await reason()).toMatchObject({ reason: "pendingProfile" });
    await deliver(backend, eventText("user.updated", ADA));
    // Another reason, so that the page that waits asks to be let in.
    expect(await reason()).toMatchObject({ reason: "notEntered" });
    expect(await ada.mutation(api.gatehouse.operators.enter, {})).toMatchObject({ role: "admin" });
  });

  it("does not take a token's word for an address", async () => {
    const backend = startBackend(LISTED);
    const liar = signedIn(backend, "user_liar", { email: "root@example.com" });
    await liar.mutation(api.gatehouse.provisioning.ensureUser, {});
    expect(await liar.mutation(api.gatehouse.operators.enter, {})).toMatchObject({
      reason: "pendingProfile",
    });
    expect(await operatorsOf(backend)).toEqual([]);
  });

  it("refuses someone who impersonates a listed person", async () => {
    const { backend } = await withAda();
    const impersonator = signedIn(backend, ADA.id, { "act.sub": "ops@example.com" });
    expect(await impersonator.mutation(api.gatehouse.operators.enter, {})).toMatchObject({
      status: "notOperator",
    });
    expect(await operatorsOf(backend)).toEqual([]);
  });

  it("keeps out whom an admin removed, listed or not, until a role is given again", async () => {
    const { backend, ada } = await withAda();
    const admin = await signedInAs(backend, "admin");
    await ada.mutation(api.gatehouse.operators.enter, {});
    const setRole = async (role: "admin" | "auditor" | null) =>
      await admin.mutation(api.gatehouse.operators.setRole, { email: ADA.email, role });
    await setRole(null);
    const refused = { status: "notOperator", reason: "removed", adminsConfigured: true };
    for (const viewer of [
      await ada.query(api.gatehouse.operators.viewer, {}),
      // What an open page does at once, and "Check again" later.
      await ada.mutation(api.gatehouse.operators.enter, {}),
      await ada.mutation(api.gatehouse.operators.enter, {}),
    ])
      expect(viewer).toMatchObject(refused);
    await expect(ada.query(api.gatehouse.users.totals, {})).rejects.toThrow(/not_operator/);
    await setRole("auditor");
    const letIn = { status: "operator", role: "auditor" };
    expect(await ada.mutation(api.gatehouse.operators.enter, {})).toMatchObject(letIn);
    await ada.query(api.gatehouse.users.totals, {});
    const log = await backend.run((ctx) => ctx.db.query("auditLog").collect());
    expect(log.map(({ action, details }) => [action, details?.before, details?.after])).toEqual([
      ["operator.enter", null, "admin"],
      ["operator.remove", "admin", null],
      ["operator.role.set", null, "auditor"],
    ]);
    expect(await operatorsOf(backend)).toHaveLength(2);
  });

  it("refuses a deleted person", async () => {
    const { backend, ada } = await withAda();
    await deliver(backend, eventText("user.deleted", { id: ADA.id }, { id: "event_02" }));
    expect(await ada.mutation(api.gatehouse.operators.enter, {})).toMatchObject({
      status: "notOperator",
      reason: "unknown",
    });
  });
});

describe("gatehouse/operators:viewer", () => {
  it("knows who is not signed in, not known, and an operator", async () => {
    const backend = startBackend();
    expect(await backend.query(api.gatehouse.operators.viewer, {})).toEqual({
      status: "signedOut",
    });
    expect(await backend.mutation(api.gatehouse.operators.enter, {})).toEqual({
      status: "signedOut",
    });
    const stranger = signedIn(backend, "user_x");
    expect(await stranger.query(api.gatehouse.operators.viewer, {})).toMatchObject({
      reason: "unknown",
    });
    const auditor = await signedInAs(backend, "auditor");
    expect(await auditor.query(api.gatehouse.operators.viewer, {})).toMatchObject({
      status: "operator",
      role: "auditor",
    });
  });
});
