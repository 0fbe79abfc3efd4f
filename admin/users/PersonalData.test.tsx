import { screen, waitFor, within } from "@testing-library/react";
import { ConvexError } from "convex/values";
import { describe, expect, it } from "vitest";
import type { UserDetail } from "../../convex/gatehouse/users/row";
import { FakeConvex } from "../testing/fakeConvex";
import { renderConsole } from "../testing/renderConsole";
import { userRow } from "../testing/users";
import { UserView } from "./UserView";

const NOW = Date.now();
const deleted = (changes: Partial<UserDetail> = {}) =>
  userRow(1, { status: "deleted", deletedAt: 5, ...changes });

function setUp(user: UserDetail, role: "admin" | "support" | "auditor" = "admin") {
  let current = user;
  const convex = new FakeConvex()
    .answer("gatehouse/users:get", () => current)
    .answer("gatehouse/users:timeline", () => [])
    .answer("gatehouse/signIns:forUser", () => [])
    .answer("gatehouse/erasure:erase", () => null);
  const become = (next: UserDetail) => {
    current = next;
    convex.answer("gatehouse/users:get", () => current);
  };
  const person = renderConsole(<UserView id={user.workosId} />, { convex, role });
  return { convex, person, become };
}
const eraseButton = () => screen.findByRole("button", { name: "Erase the personal data …" });
const confirm = () => screen.getByRole("button", { name: "Erase the personal data" });

describe("personal data of a deleted person", () => {
  it("is erased by an admin who has read what goes and what stays", async () => {
    const { convex, person, become } = setUp(deleted());
    await person.click(await eraseButton());
    screen.getByText("Erase the personal data of Person 1?");
    within(screen.getByRole("list", { name: "What goes" })).getByText(/^E-mail address, names/);
    within(screen.getByRole("list", { name: "What stays" })).getByText(/^Their WorkOS id/);
    expect(convex.argsOf("gatehouse/erasure:erase")).toEqual([]);
    await person.click(confirm());
    await screen.findByText("The personal data is being erased.");
    expect(convex.argsOf("gatehouse/erasure:erase")).toEqual([{ id: "row1" }]);
    become(deleted({ name: null, email: null, erased: { at: NOW, isDone: true } }));
    await screen.findByText(/What was counted stays, under the WorkOS id alone/);
    expect(screen.queryByText("person1@example.com")).toBeNull();
    expect(screen.queryByRole("button", { name: /Erase/ })).toBeNull();
  });

  it("stays when the admin thinks better of it", async () => {
    const { convex, person } = setUp(deleted());
    await person.click(await eraseButton());
    await person.click(screen.getByRole("button", { name: "Cancel" }));
    await waitFor(() => expect(screen.queryByText(/^Erase the personal data of/)).toBeNull());
    expect(convex.argsOf("gatehouse/erasure:erase")).toEqual([]);
  });

  it("says why it could not be erased, with the question still open", async () => {
    const { convex, person } = setUp(deleted());
    convex.answer("gatehouse/erasure:erase", () => {
      throw new ConvexError({ code: "role_missing", message: "This needs the role admin." });
    });
    await person.click(await eraseButton());
    await person.click(confirm());
    expect((await screen.findByRole("alert")).textContent).toBe("This needs the role admin.");
    expect(confirm()).toHaveProperty("disabled", false);
  });

  it.each(["support", "auditor"] as const)("is not for %s to erase", async (role) => {
    setUp(deleted(), role);
    await screen.findByText(/^Admins can erase/);
    expect(screen.queryByRole("button", { name: /Erase/ })).toBeNull();
  });

  it("can be erased to the end when erasing got stuck", async () => {
    const { convex, person, become } = setUp(deleted({ erased: { at: NOW, isDone: false } }));
    await screen.findByText(/^Being erased/);
    expect(screen.queryByRole("button", { name: /Erase/ })).toBeNull();
    become(deleted({ erased: { at: NOW - 120_000, isDone: false } }));
    await person.click(await screen.findByRole("button", { name: "Erase the rest" }));
    expect(convex.argsOf("gatehouse/erasure:erase")).toEqual([{ id: "row1" }]);
  });
});

it("cannot be erased while the person is there", async () => {
  setUp(userRow(1));
  await screen.findByRole("heading", { name: "Agents" });
  expect(screen.queryByRole("heading", { name: "Personal data" })).toBeNull();
});
