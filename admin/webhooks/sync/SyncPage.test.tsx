import { screen, within } from "@testing-library/react";
import { ConvexError } from "convex/values";
import { describe, expect, it } from "vitest";
import { renderConsole } from "../../testing/renderConsole";
import { healthyWebhooks } from "../testing";
import { Webhooks } from "../Webhooks";

const run = (changes = {}) => ({
  _id: "run1",
  kind: "reconcile",
  state: "running",
  phase: "list",
  dryRun: true,
  startedAt: 1_000,
  startedBy: "user_1",
  startedByLabel: "ada@example.com",
  finishedAt: null,
  ...{ listed: 25, drift: 0, repaired: 0, missing: 0 },
  error: null,
  ...changes,
});
const replay = (changes = {}) => ({
  _id: "replay1",
  scope: "missing",
  since: 0,
  state: "running",
  startedAt: 5_000,
  startedBy: "user_1",
  startedByLabel: null,
  finishedAt: null,
  ...{ expected: 10, looked: 50, applied: 5, ignored: 0, failed: 0 },
  error: null,
  ...changes,
});
const at = "/webhooks/sync";

describe("comparing", () => {
  it("is started, shows how far it is, and can be canceled", async () => {
    const convex = healthyWebhooks()
      .answer("gatehouse/reconcile:start", () => "run1")
      .answer("gatehouse/reconcile:cancel", () => null);
    const person = renderConsole(<Webhooks />, { convex, at });
    await person.click(await screen.findByRole("button", { name: "Compare, report only" }));
    expect(convex.argsOf("gatehouse/reconcile:start")).toEqual([{ dryRun: true }]);
    convex.answer("gatehouse/sync:runs", () => [run()]);
    const bar = await screen.findByRole("progressbar");
    expect(bar.getAttribute("aria-valuenow")).toBe("25");
    expect(screen.getByText(/^25 of about 100 users listed/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: /Compare/ })).toBeNull();
    await person.click(screen.getByRole("button", { name: "Cancel" }));
    expect(convex.argsOf("gatehouse/reconcile:cancel")).toEqual([{ runId: "run1" }]);
    convex.answer("gatehouse/sync:runs", () => [run({ state: "canceled", finishedAt: 3_000 })]);
    await screen.findByText(/Comparison canceled after 25 users/);
  });

  it("says what holds it up, and why it could not start", async () => {
    const convex = healthyWebhooks()
      .answer("gatehouse/sync:runs", () => [])
      .answer("gatehouse/reconcile:start", () => {
        throw new ConvexError({ code: "already_running", message: "One is running." });
      });
    const person = renderConsole(<Webhooks />, { convex, at });
    await person.click(await screen.findByRole("button", { name: "Compare and repair" }));
    expect((await screen.findByRole("alert")).textContent).toBe("One is running.");
    convex.answer("gatehouse/sync:runs", () => [run({ error: "WorkOS answered 429." })]);
    await screen.findByText(/WorkOS answered 429. It tries again by itself/);
  });

  it("is for support to look only", async () => {
    renderConsole(<Webhooks />, { convex: healthyWebhooks(), at, role: "support" });
    await screen.findByRole("button", { name: "Compare, report only" });
    expect(screen.queryByRole("button", { name: "Compare and repair" })).toBeNull();
  });
});

describe("the runs", () => {
  it("are sentences, newest first, and lead to what differed", async () => {
    const convex = healthyWebhooks()
      .answer("gatehouse/sync:runs", () => [
        run({ state: "completed", phase: "done", drift: 2, finishedAt: 2_000 }),
        run({ _id: "run0", state: "failed", startedAt: 500, startedBy: "cron", error: "No key." }),
      ])
      .answer("gatehouse/replay:runs", () => [replay({ state: "completed", finishedAt: 6_000 })]);
    renderConsole(<Webhooks />, { convex, at });
    const runs = within(await screen.findByRole("list", { name: "Runs" })).getAllByRole("listitem");
    expect(runs.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/Replayed missing events.*5 applied.*by user_1, took 1 s/),
      expect.stringMatching(/2 differences, report only.*See what differed.*by ada@example.com/),
      expect.stringMatching(/Comparison failed after 25 users.*nightly.*No key\./),
    ]);
    expect(screen.getByRole("link", { name: "See what differed" }).getAttribute("href")).toContain(
      "/webhooks/drift?filter=",
    );
  });

  it("show a replay that is going on", async () => {
    const convex = healthyWebhooks()
      .answer("gatehouse/replay:runs", () => [replay()])
      .answer("gatehouse/replay:cancel", () => null);
    const person = renderConsole(<Webhooks />, { convex, at });
    expect((await screen.findByRole("progressbar")).getAttribute("aria-valuenow")).toBe("50");
    await person.click(screen.getByRole("button", { name: "Cancel" }));
    expect(convex.argsOf("gatehouse/replay:cancel")).toEqual([{ runId: "replay1" }]);
  });
});

it("says what is wrong with the Events API, and what it healed", async () => {
  const convex = healthyWebhooks().answer("gatehouse/sync:drain", () => ({
    cursor: "event_9",
    cursorMovedAt: 1_000,
    lastDrainedAt: 1_000,
    lastError: "WorkOS answered GET /events with 401.",
    consecutiveErrors: 2,
    healed: 3,
  }));
  renderConsole(<Webhooks />, { convex, at });
  expect((await screen.findByRole("alert")).textContent).toMatch(/401.*2 times in a row/);
  expect(screen.getByText(/3 events that no webhook had brought/)).toBeTruthy();
  expect(screen.getByText("event_9")).toBeTruthy();
});
