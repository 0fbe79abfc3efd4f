// @vitest-environment edge-runtime
import { afterEach, describe, expect, it, vi } from "vitest";
import { ADA, eventText } from "../../../webhooks/events.fixture";
import { api } from "../../_generated/api";
import {
  deliver,
  signedIn,
  signedInAs,
  startBackend,
  type Backend,
} from "../testing/backend.fixture";

afterEach(() => void vi.unstubAllEnvs());

async function withAda(fields: object = {}) {
  const backend = startBackend();
  await deliver(backend, eventText("user.created", { ...ADA, ...fields }));
  return { backend, admin: await signedInAs(backend, "admin"), ada: signedIn(backend, ADA.id) };
}

const actions = async (backend: Backend) =>
  await backend.run(async (ctx) => {
    const rows = await ctx.db.query("auditLog").collect();
    return rows.map(({ action, details }) => [action, details?.before, details?.after]);
  });

describe("gatehouse/operators:setRole", () => {
  it("lets somebody in, changes their role and takes it away, each on record", async () => {
    const { backend, admin, ada } = await withAda();
    await admin.mutation(api.gatehouse.operators.setRole, {
      email: ADA.email,
      role: "auditor",
    });
    expect(await ada.query(api.gatehouse.operators.viewer, {})).toMatchObject({ role: "auditor" });

    await admin.mutation(api.gatehouse.operators.setRole, {
      email: ADA.email,
      role: "support",
    });
    expect(await ada.query(api.gatehouse.operators.viewer, {})).toMatchObject({ role: "support" });

    await admin.mutation(api.gatehouse.operators.setRole, { email: ADA.email, role: null });
    expect(await ada.query(api.gatehouse.operators.viewer, {})).toMatchObject({
      status: "notOperator",
    });
    expect(await actions(backend)).toEqual([
      ["operator.role.set", null, "auditor"],
      ["operator.role.set", "auditor", "support"],
      ["operator.remove", "support", null],
    ]);
  });

  it("takes effect at the very next call", async () => {
    const { admin, ada } = await withAda();
    await admin.mutation(api.gatehouse.operators.setRole, {
      email: ADA.email,
      role: "auditor",
    });
    await ada.query(api.gatehouse.users.totals, {});
    await admin.mutation(api.gatehouse.operators.setRole, { email: ADA.email, role: null });
    await expect(ada.query(api.gatehouse.users.totals, {})).rejects.toThrow(/not_operator/);
  });

  it("finds the address however it is written, and does nothing twice", async () => {
    const { backend, admin } = await withAda();
    for (const email of [ADA.email, `  ${ADA.email.toUpperCase()} `]) {
      await admin.mutation(api.gatehouse.operators.setRole, { email, role: "support" });
    }
    expect(await actions(backend)).toHaveLength(1);
  });

  it.each([
    ["an unknown address", {}, "nobody@example.com", /Ask them to sign in to the app once/],
    ["an unverified address", { email_verified: false }, ADA.email, /has not verified/],
    ["the admin's own address", {}, "admin@example.com", /cannot change your own role/],
  ])("refuses %s in words", async (_name, fields, email, words) => {
    const { backend, admin } = await withAda(fields);
    const attempt = admin.mutation(api.gatehouse.operators.setRole, { email, role: "auditor" });
    await expect(attempt).rejects.toThrow(words);
    expect(await actions(backend)).toEqual([]);
  });

  it("does not let in somebody who was deleted", async () => {
    const { backend, admin } = await withAda();
    await deliver(backend, eventText("user.deleted", { id: ADA.id }, { id: "event_09" }));
    const attempt = admin.mutation(api.gatehouse.operators.setRole, {
      email: ADA.email,
      role: "admin",
    });
    await expect(attempt).rejects.toThrow(/not_found/);
  });
});

describe("gatehouse/operators:list", () => {
  it("names everybody with their role", async () => {
    const { admin } = await withAda();
    await admin.mutation(api.gatehouse.operators.setRole, {
      email: ADA.email,
      role: "support",
    });
    expect(await admin.query(api.gatehouse.operators.list, {})).toMatchObject([
      { workosId: "user_admin", role: "admin", email: "admin@example.com" },
      { workosId: ADA.id, role: "support", name: "Ada Lovelace", email: ADA.email },
    ]);
  });

  it("does not name whom an admin removed; the row tells who did, and when", async () => {
    const { backend, admin } = await withAda();
    for (const role of ["support", null, null] as const)
      await admin.mutation(api.gatehouse.operators.setRole, { email: ADA.email, role });
    expect(await admin.query(api.gatehouse.operators.list, {})).toMatchObject([
      { workosId: "user_admin" },
    ]);
    expect(await actions(backend)).toHaveLength(2);
    const rows = await backend.run((ctx) => ctx.db.query("operators").collect());
    expect(rows).toMatchObject([
      { workosId: "user_admin" },
      { workosId: ADA.id, removed: { at: expect.any(Number) as number, by: "user_admin" } },
    ]);
  });
});
