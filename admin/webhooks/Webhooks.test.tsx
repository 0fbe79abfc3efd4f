import { screen, within } from "@testing-library/react";
import { ConvexError } from "convex/values";
import { describe, expect, it } from "vitest";
import { paginate, type FakeConvex } from "../testing/fakeConvex";
import { renderConsole } from "../testing/renderConsole";
import { healthyWebhooks } from "./testing";
import { Webhooks } from "./Webhooks";

const delivery = (number: number, changes = {}) => ({
  _id: `inbox${number}`,
  eventId: `event_${number}`,
  type: "user.updated",
  state: "applied",
  reason: null,
  via: "webhook",
  occurredAt: 1_000,
  receivedAt: 1_250,
  lagMs: 250,
  workosUserId: "user_1",
  userLabel: "ada@example.com",
  attempts: 1,
  ...changes,
});
const dead = delivery(2, { state: "dead", reason: "gave-up", attempts: 8 });
const detail = {
  ...dead,
  error: "TypeError: boom",
  nextAttemptAt: null,
  changedFields: ["firstName"],
  signature: { scheme: "workos", ageMs: 150 },
  history: [
    { at: 1_250, via: "webhook", state: "failed", error: "TypeError: first" },
    { at: 9_000, via: "replay", state: "dead", error: "TypeError: boom" },
  ],
  payload: '{"email":"a…"}',
};

function convexWith(rows: ReturnType<typeof delivery>[]) {
  return healthyWebhooks()
    .answer("gatehouse/inbox:list", paginate(rows))
    .answer("gatehouse/inbox:get", () => detail)
    .answer("gatehouse/inbox:health", () => ({
      lastReceivedAt: 1_250,
      failed: 1,
      moreFailed: false,
      rejectedSignatures: 3,
    }))
    .answer("gatehouse/inbox:refused", () => [{ reason: "signature-mismatch", count: 3 }]);
}
const row = (name: RegExp) => screen.findByRole("row", { name });

describe("the ledger", () => {
  it("says what came, about whom, by which way, how late, and what became of it", async () => {
    const convex = convexWith([delivery(1), dead]);
    renderConsole(<Webhooks />, { convex, at: "/webhooks" });
    const line = within(await row(/given up/));
    expect(line.getByText(/could not process the event, however often/)).toBeTruthy();
    expect(line.getByText("webhook, attempt 8")).toBeTruthy();
    expect(line.getByText("250 ms")).toBeTruthy();
    expect(line.getByRole("link", { name: "ada@example.com" }).getAttribute("href")).toBe(
      "/users/user_1",
    );
    const health = within(screen.getByLabelText("Webhook health"));
    expect(health.getByText("1 event failed")).toBeTruthy();
    expect(health.getByText("3 deliveries refused")).toBeTruthy();
    for (const name of ["gatehouse/inbox:lag", "gatehouse/inbox:refused"]) {
      expect(Number(convex.argsOf(name)[0]?.["hourAt"]) % 3_600_000).toBe(0);
    }
  });

  it("teaches where to point WorkOS when nothing has come yet", async () => {
    renderConsole(<Webhooks />, { convex: convexWith([]), at: "/webhooks" });
    await screen.findByText("No deliveries yet");
    expect(screen.getByText("https://x.convex.site/workos/webhook")).toBeTruthy();
  });

  it("finds the events about a user, and one event, by their ids", async () => {
    const convex = convexWith([delivery(1)]);
    const person = renderConsole(<Webhooks />, { convex, at: "/webhooks" });
    await row(/user.updated/);
    const find = screen.getByRole("textbox", { name: "Find by event id or user id" });
    await person.type(find, " user_7 {Enter}");
    await screen.findByRole("button", { name: "Remove filter: about user_7" });
    await person.type(find, "event_2{Enter}");
    await screen.findByRole("complementary", { name: "Event details" });
  });

  it("filters by time", async () => {
    const convex = convexWith([delivery(1)]);
    const person = renderConsole(<Webhooks />, { convex, at: "/webhooks" });
    await row(/user.updated/);
    await person.click(screen.getByRole("button", { name: "Add filter" }));
    await person.click(screen.getByRole("menuitem", { name: "in the last hour" }));
    await screen.findByRole("button", { name: "Remove filter: in the last hour" });
    expect(convex.argsOf("gatehouse/inbox:list").at(-1)?.["filter"]).toEqual({
      receivedSince: expect.any(Number) as number,
    });
  });

  it("leads from what failed to the lines that failed or were given up", async () => {
    renderConsole(<Webhooks />, { convex: convexWith([dead]), at: "/webhooks/sync" });
    const link = await screen.findByRole("link", { name: "1 event failed" });
    expect(decodeURIComponent(link.getAttribute("href") ?? "")).toBe(
      '/webhooks?filter={"state":"unresolved"}',
    );
  });

  it("filters by state", async () => {
    const convex = convexWith([delivery(1)]);
    const person = renderConsole(<Webhooks />, { convex, at: "/webhooks" });
    await row(/user.updated/);
    await person.click(screen.getByRole("button", { name: "Add filter" }));
    await person.click(screen.getByRole("menuitem", { name: "failed" }));
    await screen.findByRole("button", { name: "Remove filter: failed" });
    expect(convex.argsOf("gatehouse/inbox:list").at(-1)?.["filter"]).toEqual({ state: "failed" });
  });
});

describe("an event", () => {
  const open = async (convex: FakeConvex) => {
    const person = renderConsole(<Webhooks />, { convex, at: "/webhooks/panel/event_2" });
    await screen.findAllByText("TypeError: boom");
    return person;
  };

  it("says how it was signed, what it changed, and how every attempt went", async () => {
    await open(convexWith([dead]));
    expect(
      screen.getByText("verified, WorkOS’s scheme, signed 150 ms before it arrived"),
    ).toBeTruthy();
    expect(screen.getByText("first name")).toBeTruthy();
    const attempts = within(screen.getByRole("list", { name: "Attempts" })).getAllByRole(
      "listitem",
    );
    expect(attempts.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/given up.*by replay.*TypeError: boom/),
      expect.stringMatching(/failed.*by webhook.*TypeError: first/),
    ]);
  });

  it("is replayed, and the console says what came of it", async () => {
    const convex = convexWith([dead]).answer("gatehouse/inbox:replay", () => ({
      state: "applied",
      reason: null,
    }));
    const person = await open(convex);
    await person.click(screen.getByRole("button", { name: "Replay this event" }));
    await screen.findByText("Replayed: applied.");
    expect(convex.argsOf("gatehouse/inbox:replay")).toEqual([{ eventId: "event_2" }]);
  });

  it("says why it could not be replayed", async () => {
    const convex = convexWith([dead]).answer("gatehouse/inbox:replay", () => {
      throw new ConvexError({ code: "not_found", message: "Its payload is gone." });
    });
    const person = await open(convex);
    await person.click(screen.getByRole("button", { name: "Replay this event" }));
    await screen.findByText("Its payload is gone.");
  });

  it("shows personal data only for a reason", async () => {
    const convex = convexWith([dead]).answer(
      "gatehouse/inbox:reveal",
      () => '{"email":"ada@example.com"}',
    );
    const person = await open(convex);
    expect(screen.getByLabelText("Payload").textContent).toContain("a…");
    const show = screen.getByRole("button", { name: "Show personal data" });
    expect(show).toHaveProperty("disabled", true);
    await person.type(screen.getByRole("textbox", { name: /Reason/ }), "ticket 4711");
    await person.click(show);
    await screen.findByText(/ada@example.com"/);
    expect(convex.argsOf("gatehouse/inbox:reveal")).toEqual([
      { eventId: "event_2", reason: "ticket 4711" },
    ]);
  });
});
