import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { FakeConvex, paginate } from "../testing/fakeConvex";
import { renderConsole } from "../testing/renderConsole";
import { SignIns } from "./SignIns";

const signIn = (number: number, changes = {}) => ({
  _id: `signIn${number}`,
  eventId: `event_${number}`,
  at: 1_000 * number,
  outcome: "succeeded",
  method: "oauth",
  workosUserId: "user_1",
  userLabel: "ada@example.com",
  ipAddress: "203.0.113.7",
  userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0",
  errorCode: null,
  errorMessage: null,
  ...changes,
});
const failed = signIn(2, {
  outcome: "failed",
  method: "password",
  workosUserId: null,
  userLabel: "who@x.io",
  errorCode: "invalid_credentials",
  errorMessage: "Invalid credentials.",
});

function convexWith(rows: ReturnType<typeof signIn>[]) {
  return new FakeConvex().answer("gatehouse/signIns:list", paginate(rows));
}
const row = (name: RegExp) => screen.findByRole("row", { name });
const filterAsked = (convex: FakeConvex) =>
  convex.argsOf("gatehouse/signIns:list").at(-1)?.["filter"];

describe("the ledger of sign-ins", () => {
  it("says who signed in, how, from where and on what", async () => {
    renderConsole(<SignIns />, { convex: convexWith([signIn(1)]), at: "/sign-ins" });
    const line = within(await row(/ada@example.com/));
    expect(line.getByText("signed in")).toBeTruthy();
    expect(line.getByText("OAuth")).toBeTruthy();
    expect(line.getByText("203.0.113.7")).toBeTruthy();
    expect(line.getByText("Firefox on Linux")).toBeTruthy();
    expect(line.getByRole("link").getAttribute("href")).toBe("/users/user_1");
  });

  it("says why a sign-in failed, and leads nowhere when nobody is known", async () => {
    renderConsole(<SignIns />, { convex: convexWith([failed]), at: "/sign-ins" });
    const line = within(await row(/who@x.io/));
    expect(line.getByText("failed")).toBeTruthy();
    expect(line.getByText("Wrong e-mail or password")).toBeTruthy();
    expect(line.queryByRole("link")).toBeNull();
  });

  it("understands the address a chart leads to", async () => {
    const filter = { outcome: "succeeded", method: "oauth", day: "2026-11-20" };
    const convex = convexWith([signIn(1)]);
    const at = `/sign-ins?filter=${encodeURIComponent(JSON.stringify(filter))}`;
    const user = renderConsole(<SignIns />, { convex, at });
    await row(/ada@example.com/);
    const from = Date.UTC(2026, 10, 20);
    expect(filterAsked(convex)).toEqual({
      outcome: "succeeded",
      method: "oauth",
      from,
      until: from + 86_400_000,
    });
    await user.click(screen.getByRole("button", { name: "Remove filter: on 20 Nov 2026 (UTC)" }));
    await waitFor(() =>
      expect(filterAsked(convex)).toEqual({ outcome: "succeeded", method: "oauth" }),
    );
  });

  it("filters by choices, kept in the address", async () => {
    const convex = convexWith([signIn(1)]);
    const user = renderConsole(<SignIns />, { convex, at: "/sign-ins" });
    await row(/ada@example.com/);
    await user.click(screen.getByRole("button", { name: "Add filter" }));
    await user.click(screen.getByRole("menuitem", { name: "failed" }));
    await screen.findByRole("button", { name: "Remove filter: failed" });
    expect(filterAsked(convex)).toEqual({ outcome: "failed" });
  });

  it("follows what happens by itself", async () => {
    const convex = convexWith([signIn(1)]);
    renderConsole(<SignIns />, { convex, at: "/sign-ins" });
    await row(/ada@example.com/);
    convex.answer("gatehouse/signIns:list", paginate([failed, signIn(1)]));
    await row(/who@x.io/);
  });

  it("teaches when there is nothing yet, and offers the way out of a filter", async () => {
    const convex = convexWith([]);
    const user = renderConsole(<SignIns />, {
      convex,
      at: `/sign-ins?filter=${encodeURIComponent('{"outcome":"failed"}')}`,
    });
    await screen.findByText("No sign-in matches");
    await user.click(screen.getByRole("button", { name: "Clear the filter" }));
    await screen.findByText("No sign-ins yet");
  });
});
