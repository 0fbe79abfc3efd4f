import { screen, within } from "@testing-library/react";
import { ConvexError } from "convex/values";
import { describe, expect, it } from "vitest";
import type { ActiveSession } from "../../convex/gatehouse/workos/sessions";
import { FakeConvex } from "../testing/fakeConvex";
import { renderConsole } from "../testing/renderConsole";
import type { UserDetailRecord } from "../providers/resources";
import { userRow } from "../testing/users";
import { UserSessions } from "./UserSessions";

const USER: UserDetailRecord = { ...userRow(1), id: "user_1" };
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

function session(id: string, changes: Partial<ActiveSession> = {}): ActiveSession {
  return {
    ...{ id, method: "password", startedAt: Date.now() - 3_600_000, expiresAt: null },
    ...{ ipAddress: "203.0.113.7", userAgent: FIREFOX, impersonated: false },
    ...changes,
  };
}

function setUp(role: "admin" | "support" | "auditor" = "support") {
  const convex = new FakeConvex()
    .answer("gatehouse/sessions:list", () => [session("s2"), session("s1", { ipAddress: null })])
    .answer("gatehouse/sessions:revoke", () => [session("s1", { ipAddress: null })])
    .answer("gatehouse/sessions:revokeAll", () => []);
  const person = renderConsole(<UserSessions user={USER} />, { convex, role });
  return { convex, person };
}
const press = (name: string) => screen.getByRole("button", { name });
const rows = async () => within(await screen.findByRole("list", { name: "Active sessions" }));

describe("a person's sessions", () => {
  it("are asked of WorkOS when somebody wants them", async () => {
    const { convex, person } = setUp();
    expect(convex.argsOf("gatehouse/sessions:list")).toEqual([]);
    await person.click(press("Show active sessions"));
    const list = await rows();
    expect(convex.argsOf("gatehouse/sessions:list")).toEqual([{ workosId: "user_1" }]);
    list.getByText("Firefox on Linux · 203.0.113.7");
    expect(list.getAllByText(/^Signed in by password/)).toHaveLength(2);
  });

  it("are ended one by one", async () => {
    const { convex, person } = setUp();
    await person.click(press("Show active sessions"));
    const [first] = (await rows()).getAllByRole("button", { name: "Revoke session" });
    if (first) await person.click(first);
    expect(convex.argsOf("gatehouse/sessions:revoke")).toEqual([
      { workosId: "user_1", sessionId: "s2" },
    ]);
    expect((await rows()).getAllByRole("listitem")).toHaveLength(1);
    expect(screen.queryByRole("button", { name: /Revoke all/ })).toBeNull();
  });

  it("are ended all at once, after a question", async () => {
    const { convex, person } = setUp();
    await person.click(press("Show active sessions"));
    await rows();
    await person.click(press("Revoke all 2 sessions …"));
    screen.getByText("Sign Person 1 out everywhere?");
    expect(convex.argsOf("gatehouse/sessions:revokeAll")).toEqual([]);
    await person.click(press("Revoke all 2 sessions"));
    await screen.findByText("No active session: this person is signed out.");
    expect(convex.argsOf("gatehouse/sessions:revokeAll")).toEqual([{ workosId: "user_1" }]);
  });

  it("stay on the page when WorkOS fails, beside the reason", async () => {
    const { convex, person } = setUp();
    convex.answer("gatehouse/sessions:revokeAll", () => {
      throw new ConvexError({ code: "workos_failed", message: "1 of 2 ended. WorkOS is slow." });
    });
    await person.click(press("Show active sessions"));
    await rows();
    await person.click(press("Revoke all 2 sessions …"));
    await person.click(press("Revoke all 2 sessions"));
    expect((await screen.findByRole("alert")).textContent).toBe("1 of 2 ended. WorkOS is slow.");
    expect((await rows()).getAllByRole("listitem")).toHaveLength(2);
  });

  it("are not for auditors", () => {
    setUp("auditor");
    screen.getByText(/role support/);
    expect(screen.queryByRole("button")).toBeNull();
  });
});
