import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { FakeConvex, paginate } from "../testing/fakeConvex";
import { renderConsole } from "../testing/renderConsole";
import { Audit } from "./Audit";

const entry = (changes = {}) => ({
  _id: "audit1",
  at: 1_000,
  actorName: "Ada Admin",
  actorEmail: "ada@example.com",
  actorWorkosId: "user_ada",
  role: "admin",
  action: "user.agents.set",
  targetType: "user",
  targetId: "user_1",
  targetLabel: "eve@example.com",
  before: "pi",
  after: "pi, goose",
  reason: null,
  ...changes,
});

function show(
  rows: ReturnType<typeof entry>[],
  verdict: unknown = { ok: true, rows: 1, closingHash: "h" },
) {
  const convex = new FakeConvex()
    .answer("gatehouse/audit:list", paginate(rows))
    .answer("gatehouse/audit:verify", () => verdict);
  return { convex, person: renderConsole(<Audit />, { convex, at: "/audit" }) };
}

describe("Audit", () => {
  it("tells who did what to whom, before and after", async () => {
    show([entry()]);
    const row = within(await screen.findByRole("row", { name: /Ada Admin/ }));
    expect(row.getByText("set the agents of")).toBeTruthy();
    expect(row.getByRole("link", { name: "eve@example.com" }).getAttribute("href")).toBe(
      "/users/user_1",
    );
    expect(row.getByLabelText("before").textContent).toBe("pi");
    expect(row.getByLabelText("after").textContent).toBe("pi, goose");
  });

  it.each([
    [
      { targetType: "event", targetId: "event_1", targetLabel: "user.updated" },
      "/webhooks/event_1",
    ],
    [
      { targetType: "operator", targetId: "user_2", targetLabel: "eve@example.com" },
      "/users/user_2",
    ],
  ])("links what was acted upon: %j", async (target, href) => {
    show([entry({ action: "inbox.replay", ...target })]);
    const link = await screen.findByRole("link", { name: target.targetLabel });
    expect(link.getAttribute("href")).toBe(href);
  });

  it("shows entries whose personal data was erased", async () => {
    show([
      entry({ actorName: null, actorEmail: null, targetLabel: null, before: null, after: null }),
    ]);
    const row = within(await screen.findByRole("row", { name: /user_ada/ }));
    expect(row.getByRole("link", { name: "user_1" })).toBeTruthy();
  });

  it.each([
    [{ ok: true, rows: 3, closingHash: "h" }, "Chain holds: 3 entries today (UTC)"],
    [
      { ok: false, rows: 3, brokenAt: 1, problem: "row-changed" },
      "The chain is broken at entry 1 of today: an entry was changed after it was written",
    ],
  ])("says whether the chain holds: %j", async (verdict, words) => {
    show([entry()], verdict);
    await screen.findByText(words);
  });

  it("filters by what was done", async () => {
    const { convex, person } = show([entry()]);
    await screen.findByRole("row", { name: /Ada Admin/ });
    await person.click(screen.getByRole("button", { name: "Add filter" }));
    await person.click(screen.getByRole("menuitem", { name: "entered the console" }));
    await screen.findByRole("button", { name: "Remove filter: entered the console" });
    expect(convex.argsOf("gatehouse/audit:list").at(-1)?.["filter"]).toEqual({
      action: "operator.enter",
    });
  });

  it("teaches what will be written here", async () => {
    show([]);
    await screen.findByText("Nothing done yet");
  });
});
