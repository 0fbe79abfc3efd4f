import { screen } from "@testing-library/react";
import { ConvexError } from "convex/values";
import { describe, expect, it } from "vitest";
import { paginate } from "../../testing/fakeConvex";
import { renderConsole } from "../../testing/renderConsole";
import { healthyWebhooks } from "../testing";
import { Webhooks } from "../Webhooks";
import { driftRow } from "./driftRow.fixture";

const run = {
  _id: "run1",
  kind: "reconcile",
  state: "completed",
  phase: "done",
  dryRun: true,
  startedAt: 1_000,
  startedBy: "cron",
  startedByLabel: null,
  finishedAt: 2_000,
  ...{ listed: 100, drift: 2, repaired: 0, missing: 0 },
  error: null,
};
const withDrift = () =>
  healthyWebhooks()
    .answer("gatehouse/sync:runs", () => [run])
    .answer("gatehouse/drift:summary", () => ({
      runId: "run1",
      state: "completed",
      finishedAt: 2_000,
      open: 2,
    }))
    .answer(
      "gatehouse/drift:list",
      paginate([driftRow(1), driftRow(2, { kind: "missing_in_workos", fields: [] })]),
    );
const at = "/webhooks/drift";

describe("the drift page", () => {
  it("shows what the row said and what WorkOS says", async () => {
    renderConsole(<Webhooks />, { convex: withDrift(), at });
    const [first] = await screen.findAllByRole("listitem");
    expect(first?.textContent).toMatch(
      /person1@example.com.*Differs.*name.*Ada Byron → Ada Lovelace.*open/,
    );
    expect(
      screen.getByText(/Compared 100 users with WorkOS: 2 differences, report only/),
    ).toBeTruthy();
  });

  it("repairs one, and follows by itself", async () => {
    const convex = withDrift().answer("gatehouse/drift:repair", () => ({
      action: "repaired",
      reason: null,
    }));
    const person = renderConsole(<Webhooks />, { convex, at });
    await person.click(await screen.findByRole("button", { name: "Repair: person1@example.com" }));
    expect(convex.argsOf("gatehouse/drift:repair")).toEqual([{ driftId: "drift1" }]);
    convex.answer("gatehouse/drift:list", paginate([driftRow(1, { action: "repaired" })]));
    await screen.findByText("repaired");
    expect(screen.queryByRole("button", { name: /Repair/ })).toBeNull();
  });

  it("says beside the row why it could not be repaired", async () => {
    const convex = withDrift().answer("gatehouse/drift:repair", () => {
      throw new ConvexError({ code: "workos_failed", message: "WorkOS answered 503." });
    });
    const person = renderConsole(<Webhooks />, { convex, at });
    await person.click(
      await screen.findByRole("button", { name: "Delete here: person2@example.com" }),
    );
    expect((await screen.findByRole("alert")).textContent).toBe("WorkOS answered 503.");
  });

  it("lets support look", async () => {
    renderConsole(<Webhooks />, { convex: withDrift(), at, role: "support" });
    await screen.findByText("Differs");
    expect(screen.queryByRole("button", { name: /Repair/ })).toBeNull();
  });

  it("shows an earlier comparison by its address, and the latest by its own", async () => {
    const convex = withDrift().answer("gatehouse/sync:runs", () => [
      run,
      { ...run, _id: "run0", listed: 7 },
    ]);
    const person = renderConsole(<Webhooks />, { convex, at: `${at}?filter={"runId":"run0"}` });
    await screen.findByText(/Compared 7 users/);
    await person.click(await screen.findByRole("link", { name: "Show the latest comparison" }));
    await screen.findByText(/Compared 100 users/);
    expect(convex.argsOf("gatehouse/drift:list").at(-1)?.["filter"]).toEqual({});
  });

  it("teaches before the first comparison, and is glad when nothing differs", async () => {
    const convex = healthyWebhooks();
    renderConsole(<Webhooks />, { convex, at });
    await screen.findByRole("heading", { name: "Never compared" });
    convex
      .answer("gatehouse/drift:summary", () => ({
        runId: "run1",
        state: "completed",
        finishedAt: 2_000,
        open: 0,
      }))
      .answer("gatehouse/sync:runs", () => [{ ...run, drift: 0 }]);
    await screen.findByRole("heading", { name: "No difference" });
  });
});
