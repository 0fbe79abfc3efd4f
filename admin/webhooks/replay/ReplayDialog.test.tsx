import { screen, waitFor } from "@testing-library/react";
import { ConvexError } from "convex/values";
import { describe, expect, it } from "vitest";
import type { FakeConvex } from "../../testing/fakeConvex";
import { renderConsole } from "../../testing/renderConsole";
import { healthyWebhooks } from "../testing";
import { Webhooks } from "../Webhooks";

const HOUR = 3_600_000;

async function open(convex: FakeConvex) {
  const person = renderConsole(<Webhooks />, { convex, at: "/webhooks" });
  await person.click(await screen.findByRole("button", { name: "Replay many …" }));
  await screen.findByRole("dialog", { name: "Replay deliveries" });
  return person;
}
const counted = () =>
  healthyWebhooks()
    .answer("gatehouse/replay:previewFailed", () => ({ events: 14, looked: 14, more: false }))
    .answer("gatehouse/replay:previewMissing", () => ({ events: 0, looked: 30, more: false }))
    .answer("gatehouse/replay:start", () => "replay1");

describe("replaying many", () => {
  it("counts first, then does what the button says, then shows how it goes", async () => {
    const convex = counted();
    const person = await open(convex);
    await person.click(await screen.findByRole("button", { name: "Replay 14 deliveries" }));
    await waitFor(() => expect(screen.getByTestId("address").textContent).toBe("/webhooks/sync"));
    const [started] = convex.argsOf("gatehouse/replay:start");
    expect(started).toMatchObject({ scope: "failed", expected: 14 });
    expect(Date.now() - Number(started?.["since"])).toBeGreaterThanOrEqual(24 * HOUR);
  });

  it("counts again for another time, and for events that never came", async () => {
    const convex = counted();
    const person = await open(convex);
    await screen.findByText(/^14 events failed/);
    await person.click(screen.getByRole("radio", { name: "7 days" }));
    await waitFor(() => expect(convex.argsOf("gatehouse/replay:previewFailed")).toHaveLength(2));
    const [day, week] = convex
      .argsOf("gatehouse/replay:previewFailed")
      .map(({ since }) => Number(since));
    expect(Number(day) - Number(week)).toBe(6 * 24 * HOUR);
    await person.click(screen.getByRole("radio", { name: /WorkOS has/ }));
    await screen.findByText(/none is missing here/);
    expect(screen.getByRole("button", { name: "Replay" })).toHaveProperty("disabled", true);
  });

  it("says why it cannot count, and why it cannot start", async () => {
    const convex = counted().answer("gatehouse/replay:start", () => {
      throw new ConvexError({ code: "already_running", message: "One is running." });
    });
    const person = await open(convex);
    await person.click(await screen.findByRole("button", { name: "Replay 14 deliveries" }));
    await screen.findByText("One is running.");
    convex.answer("gatehouse/replay:previewMissing", () => {
      throw new ConvexError({ code: "workos_failed", message: "WorkOS answered 403." });
    });
    await person.click(screen.getByRole("radio", { name: /WorkOS has/ }));
    await screen.findByText("WorkOS answered 403.");
  });
});
