import { screen, within } from "@testing-library/react";
import { ConvexError } from "convex/values";
import { describe, expect, it, vi } from "vitest";
import { FakeConvex } from "../testing/fakeConvex";
import { renderConsole } from "../testing/renderConsole";
// The charts come in a chunk of their own, whose loading here takes longer than a test waits.
import "./Figures";
import { Overview } from "./Overview";

const DAY = 86_400_000;
const HOUR = 3_600_000;
const TODAY = Math.floor(Date.now() / DAY) * DAY;

// What webhooks are like is the strip's own matter, and tested there.
vi.mock("../webhooks/health/HealthStrip", () => ({ HealthStrip: () => "strip" }));

const EMPTY = { signIns: [], failures: [], activeUsers: 0, monthlyActiveUsers: 0, newUsers: 0 };

function overview({ days }: Record<string, unknown>) {
  const all = Array.from({ length: Number(days) }, (_, index) => ({
    ...EMPTY,
    dayAt: TODAY - (Number(days) - 1 - index) * DAY,
  }));
  const today = {
    dayAt: TODAY,
    signIns: [
      { method: "oauth", count: 30 },
      { method: "password", count: 8 },
    ],
    failures: [{ errorCode: "invalid_credentials", count: 2 }],
    ...{ activeUsers: 21, monthlyActiveUsers: 230, newUsers: 1 },
  };
  const comparison = { untilAt: TODAY + HOUR, today: 0, lastWeek: 0 };
  return { days: [...all.slice(0, -1), today], comparison };
}

function convexWith() {
  return new FakeConvex()
    .answer("gatehouse/metrics:overview", overview)
    .answer("gatehouse/inbox:health", () => ({
      lastReceivedAt: Date.now(),
      failed: 0,
      moreFailed: false,
      rejectedSignatures: 0,
    }));
}

const address = () => decodeURIComponent(screen.getByTestId("address").textContent ?? "");
const figure = async (name: string) => within(await screen.findByRole("region", { name }));

describe("the overview", () => {
  it("begins with one sentence and today's figures, which lead to their lists", async () => {
    renderConsole(<Overview />, { convex: convexWith() });
    await screen.findByText("All is well");
    expect(screen.getByRole("status").textContent).toContain("38 sign-ins today (UTC)");
    const failed = screen.getByRole("link", { name: "Failed today: see them" });
    expect(failed.textContent).toBe("2");
    expect(decodeURIComponent(failed.getAttribute("href") ?? "")).toBe(
      '/sign-ins?filter={"outcome":"failed","lastDays":1}',
    );
    const leadsTo = (label: string) =>
      decodeURIComponent(
        screen.getByRole("link", { name: `${label}: see them` }).getAttribute("href") ?? "",
      );
    expect(leadsTo("Active today")).toBe('/users?filter={"activeInDays":1}');
    expect(leadsTo("Active in 30 days")).toBe('/users?filter={"activeInDays":30}');
    expect(leadsTo("New today")).toBe('/users?filter={"createdInDays":1}');
  });

  it("gives every chart as a table whose numbers lead to the list behind them", async () => {
    const user = renderConsole(<Overview />, { convex: convexWith() });
    const signIns = await figure("Sign-ins");
    expect(signIns.getByText("38 sign-ins in 30 days")).toBeTruthy();
    await user.click(signIns.getByRole("button", { name: "Table" }));
    const [, newest] = signIns.getAllByRole("row");
    expect(newest?.textContent).toMatch(/, so far308$/);
    await user.click(within(newest as HTMLElement).getByRole("link", { name: "30" }));
    const iso = new Date(TODAY).toISOString().slice(0, 10);
    expect(address()).toBe(
      `/sign-ins?filter={"outcome":"succeeded","method":"oauth","day":"${iso}"}`,
    );
  });

  it.each([
    ["Active users", "230", "monthlyActiveOn"],
    ["Active users", "21", "activeOn"],
    ["New users", "1", "createdOn"],
  ])("leads from %s, %s, to the users behind it", async (title, number, filter) => {
    const user = renderConsole(<Overview />, { convex: convexWith() });
    const people = await figure(title);
    await user.click(people.getByRole("button", { name: "Table" }));
    await user.click(people.getByRole("link", { name: number }));
    const iso = new Date(TODAY).toISOString().slice(0, 10);
    expect(address()).toBe(`/users?filter={"${filter}":"${iso}"}`);
  });

  it("says what counts, and what the data cannot say", async () => {
    const user = renderConsole(<Overview />, { convex: convexWith() });
    const people = await figure("Active users");
    await user.click(people.getByRole("button", { name: "What counts: Active users" }));
    const meaning = within(await screen.findByRole("dialog", { name: "Active users" }));
    expect(meaning.getByText("Monthly active users")).toBeTruthy();
    expect(meaning.getByText("Daily active users")).toBeTruthy();
    expect(meaning.getAllByText("Does not say")).toHaveLength(2);
  });

  it("keeps the range in the address", async () => {
    const convex = convexWith();
    const user = renderConsole(<Overview />, { convex, at: "/?days=7" });
    await screen.findByText("38 sign-ins in 7 days");
    await user.click(screen.getByRole("button", { name: "90 days" }));
    await screen.findByText("38 sign-ins in 90 days");
    expect(address()).toBe("/?days=90");
    expect(convex.argsOf("gatehouse/metrics:overview").at(-1)?.["days"]).toBe(90);
  });

  it("follows what happens by itself", async () => {
    const convex = convexWith();
    renderConsole(<Overview />, { convex });
    await screen.findByText("All is well");
    convex.answer("gatehouse/inbox:health", () => ({
      lastReceivedAt: Date.now(),
      failed: 3,
      moreFailed: false,
      rejectedSignatures: 0,
    }));
    await screen.findByRole("link", { name: "3 events from WorkOS could not be applied" });
  });

  it("teaches what makes it fill when nothing has happened yet", async () => {
    const nothing = { ...EMPTY, dayAt: TODAY };
    const comparison = { untilAt: TODAY, today: 0, lastWeek: 0 };
    const convex = new FakeConvex()
      .answer("gatehouse/metrics:overview", () => ({ days: [nothing], comparison }))
      .answer("gatehouse/inbox:health", () => ({
        lastReceivedAt: null,
        failed: 0,
        moreFailed: false,
        rejectedSignatures: 0,
      }));
    renderConsole(<Overview />, { convex });
    await screen.findByText("Nothing has happened yet");
    expect(screen.getByRole("link", { name: "webhook endpoint" })).toBeTruthy();
  });

  it("says what went wrong instead of drawing half a page", async () => {
    const convex = convexWith().answer("gatehouse/metrics:overview", () => {
      throw new ConvexError({ code: "role_missing", message: "Ask an admin." });
    });
    renderConsole(<Overview />, { convex });
    expect((await screen.findByRole("alert")).textContent).toContain("Ask an admin.");
  });
});
