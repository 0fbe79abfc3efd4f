import { screen, waitFor, within } from "@testing-library/react";
import { Link, useNavigate } from "react-router-dom";
import { describe, expect, it, onTestFinished } from "vitest";
import type { UserDetail } from "../../convex/gatehouse/users/row";
import { usersPath } from "../addresses/users";
import { FakeConvex, paginate } from "../testing/fakeConvex";
import { muteLoggedErrors, renderConsole } from "../testing/renderConsole";
import { userRow, userRows } from "../testing/users";
import { Users } from "./Users";

function convexWith(rows: UserDetail[]) {
  const byId = (id: unknown) => rows.find((row) => row.workosId === id || row._id === id) ?? null;
  return new FakeConvex()
    .answer("gatehouse/users:list", paginate(rows))
    .answer("gatehouse/users:totals", () => ({
      all: rows.length,
      active: rows.length,
      pending: 0,
      deleted: 0,
    }))
    .answer("gatehouse/users:get", ({ id }) => byId(id))
    .answer("gatehouse/users:timeline", () => [])
    .answer("gatehouse/signIns:forUser", () => []);
}
const address = () => screen.getByTestId("address").textContent;
const addressFilter = (): unknown =>
  JSON.parse(new URLSearchParams(address()?.split("?")[1]).get("filter") ?? "{}");
const searchBox = () => screen.getByRole("searchbox", { name: "Search users" });
const row = (name: RegExp) => screen.findByRole("row", { name });

function BackButton() {
  const navigate = useNavigate();
  return <button onClick={() => void navigate(-1)}>Back</button>;
}

describe("the list", () => {
  it("shows people, their agents and how many there are", async () => {
    const ada = userRow(1, { name: "Ada Lovelace", enabledAgents: ["cursor-sync", "made-up"] });
    const convex = convexWith([ada, userRow(2, { status: "pending", name: null, email: null })]);
    renderConsole(<Users />, { convex, at: "/users" });
    const cells = within(await row(/Ada Lovelace/));
    expect(cells.getByText("person1@example.com")).toBeTruthy();
    expect(cells.getByText("active")).toBeTruthy();
    expect(cells.getByText("Cursor")).toBeTruthy();
    expect(cells.getByText("made-up")).toBeTruthy();
    expect(within(await row(/user_2/)).getByText("pending")).toBeTruthy();
    expect(screen.getByText("2 people")).toBeTruthy();
  });

  it("follows changes by itself", async () => {
    const convex = convexWith(userRows(1, 2));
    renderConsole(<Users />, { convex, at: "/users" });
    await row(/Person 1/);
    convex.answer("gatehouse/users:list", paginate([userRow(1, { name: "Renamed" }), userRow(2)]));
    await row(/Renamed/);
  });

  it("pages forward and back", async () => {
    const convex = convexWith(userRows(1, 8));
    const at = "/users?page=1&perPage=5&sort=createdAt&order=DESC&filter={}";
    const user = renderConsole(<Users />, { convex, at });
    await row(/Person 1 /);
    expect(screen.getByText("1–5 of 8")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Next page" }));
    await row(/Person 6/);
    expect(screen.getByText("6–8 of 8")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Next page" })).toHaveProperty("disabled", true);
    await user.click(screen.getByRole("button", { name: "Previous page" }));
    await row(/Person 1 /);
  });

  it("sorts by a column", async () => {
    const convex = convexWith(userRows(1, 2));
    const user = renderConsole(<Users />, { convex, at: "/users" });
    await row(/Person 1/);
    await user.click(screen.getByRole("button", { name: "Last sign-in" }));
    await waitFor(() =>
      expect(convex.argsOf("gatehouse/users:list").at(-1)?.["sort"]).toEqual({
        field: "lastSignInAt",
        order: "desc",
      }),
    );
  });

  it("filters with chips that read like a sentence, kept in the address", async () => {
    const convex = convexWith(userRows(1, 2));
    const user = renderConsole(<Users />, { convex, at: "/users" });
    await row(/Person 1/);
    await user.click(screen.getByRole("button", { name: "Add filter" }));
    await user.click(screen.getByRole("menuitem", { name: "never signed in" }));
    await screen.findByRole("button", { name: "Remove filter: never signed in" });
    expect(convex.argsOf("gatehouse/users:list").at(-1)?.["filter"]).toEqual({
      neverSignedIn: true,
    });
    expect(decodeURIComponent(address() ?? "")).toContain('{"neverSignedIn":true}');
    await user.click(screen.getByRole("button", { name: "Remove filter: never signed in" }));
    await waitFor(() =>
      expect(convex.argsOf("gatehouse/users:list").at(-1)?.["filter"]).toEqual({}),
    );
  });

  it("searches while one types, best match first", async () => {
    const convex = convexWith(userRows(1, 2));
    const user = renderConsole(<Users />, { convex, at: "/users" });
    await row(/Person 1/);
    await user.type(searchBox(), "ada");
    await screen.findByText("Best match first");
    expect(convex.argsOf("gatehouse/users:list").at(-1)?.["filter"]).toEqual({ search: "ada" });
  });

  it("keeps the focus and the text of somebody who types with pauses", async () => {
    const convex = convexWith(userRows(1, 2));
    const user = renderConsole(<Users />, { convex, at: "/users" });
    await row(/Person 1/);
    await user.click(searchBox());
    for (const [typed, text] of [
      ["ad", "ad"],
      ["a ", "ada"],
      ["love", "ada love"],
    ] as const) {
      await user.keyboard(typed);
      await waitFor(() => expect(addressFilter()).toEqual({ search: text }));
    }
    expect(searchBox()).toHaveProperty("value", "ada love");
    expect(document.activeElement).toBe(searchBox());
  });

  it("shows a search that comes from elsewhere: a link, the way back, a cleared filter", async () => {
    const convex = convexWith([]);
    const user = renderConsole(
      <>
        <Link to={usersPath({ search: "grace" })}>Grace</Link>
        <BackButton />
        <Users />
      </>,
      { convex, at: "/users" },
    );
    await user.type(searchBox(), "ada");
    await waitFor(() => expect(addressFilter()).toEqual({ search: "ada" }));
    await user.click(screen.getByRole("link", { name: "Grace" }));
    await waitFor(() => expect(searchBox()).toHaveProperty("value", "grace"));
    await user.click(screen.getByRole("button", { name: "Back" }));
    await waitFor(() => expect(searchBox()).toHaveProperty("value", "ada"));
    await user.click(await screen.findByRole("button", { name: "Clear the filter" }));
    await waitFor(() => expect(searchBox()).toHaveProperty("value", ""));
    expect(addressFilter()).toEqual({});
  });

  it("teaches when there is nobody yet, and offers the way out of a filter", async () => {
    const convex = convexWith([]);
    renderConsole(<Users />, { convex, at: "/users" });
    await screen.findByText("No users yet");
  });

  it("offers the way out of a filter that leaves nobody", async () => {
    const convex = convexWith([]);
    const user = renderConsole(<Users />, {
      convex,
      at: `/users?filter=${encodeURIComponent('{"status":"deleted"}')}&page=1&perPage=50&sort=createdAt&order=DESC`,
    });
    await screen.findByText("Nobody matches");
    convex.answer("gatehouse/users:list", paginate(userRows(1, 1)));
    await user.click(screen.getByRole("button", { name: "Clear the filter" }));
    await row(/Person 1/);
  });

  it("says in place what went wrong, and recovers by itself", async () => {
    onTestFinished(muteLoggedErrors());
    const convex = convexWith([]).answer("gatehouse/users:list", () => {
      throw new Error("[CONVEX Q(users:list)] [Request ID: 1a2b] Server Error");
    });
    renderConsole(<Users />, { convex, at: "/users" });
    expect((await screen.findByRole("alert")).textContent).toMatch(/request 1a2b/);
    convex.answer("gatehouse/users:list", paginate(userRows(1, 1)));
    await row(/Person 1/);
  });
});

describe("a person", () => {
  it("opens beside the list on a click, with an address of its own, and closes with Esc", async () => {
    const convex = convexWith(userRows(1, 2));
    const user = renderConsole(<Users />, { convex, at: "/users" });
    await user.click(await row(/Person 2/));
    const panel = within(await screen.findByRole("complementary", { name: "User details" }));
    expect(panel.getByRole("heading", { name: "Person 2" })).toBeTruthy();
    expect(address()).toBe("/users/panel/user_2");
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("complementary")).toBeNull();
    expect(address()).toBe("/users");
  });

  it("can be reached by keyboard", async () => {
    const convex = convexWith(userRows(1, 1));
    const user = renderConsole(<Users />, { convex, at: "/users" });
    within(await row(/Person 1/))
      .getByRole("link")
      .focus();
    await user.keyboard("{Enter}");
    await screen.findByRole("complementary", { name: "User details" });
  });

  it("has a page of its own, by WorkOS id", async () => {
    const convex = convexWith([userRow(1, { externalId: "crm-7", hasApiKey: true })]);
    renderConsole(<Users />, { convex, at: "/users/user_1" });
    await screen.findByRole("heading", { name: "Person 1" });
    expect(screen.getByText("user_1")).toBeTruthy();
    expect(screen.getByText("crm-7")).toBeTruthy();
    expect(screen.getByText("exists")).toBeTruthy();
    expect(document.title).toBe("Person 1 · Users · Gatehouse");
  });

  it("shows their sign-ins, what became of the sessions, and the way to all of them", async () => {
    const signIn = {
      ...{ _id: "signIn1", eventId: "event_1", at: 1_000, outcome: "succeeded", method: "oauth" },
      ...{ workosUserId: "user_1", userLabel: null, errorCode: null, errorMessage: null },
      ...{ ipAddress: "203.0.113.7", userAgent: "curl/8" },
      ...{ endedAt: null, expiresAt: Date.now() + 1_000_000 },
    };
    const convex = convexWith([userRow(1)]).answer("gatehouse/signIns:forUser", () => [signIn]);
    renderConsole(<Users />, { convex, at: "/users/user_1" });
    const lines = within(await screen.findByRole("list", { name: "Sign-ins" }));
    expect(lines.getByText("Signed in by OAuth")).toBeTruthy();
    expect(lines.getByText("curl · 203.0.113.7 · session open")).toBeTruthy();
    expect(screen.getByText("1 session open")).toBeTruthy();
    const all = screen.getByRole("link", { name: "All sign-ins" }).getAttribute("href");
    expect(decodeURIComponent(all ?? "")).toBe('/sign-ins?filter={"userId":"user_1"}');
    expect(convex.argsOf("gatehouse/signIns:forUser")[0]).toEqual({ userId: "user_1" });
  });

  it("says so when nobody has that id", async () => {
    onTestFinished(muteLoggedErrors());
    renderConsole(<Users />, { convex: convexWith([]), at: "/users/user_9" });
    expect((await screen.findByRole("alert")).textContent).toMatch(/user_9/);
  });
});
