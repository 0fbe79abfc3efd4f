import { screen, waitFor } from "@testing-library/react";
import { ConvexError } from "convex/values";
import { describe, expect, it, onTestFinished } from "vitest";
import type { UserDetail } from "../../convex/gatehouse/users/row";
import { FakeConvex } from "../testing/fakeConvex";
import { muteLoggedErrors, renderConsole } from "../testing/renderConsole";
import { userRow } from "../testing/users";
import { UserView } from "./UserView";

function setUp(user: UserDetail, role: "admin" | "support" | "auditor" = "support") {
  let current = user;
  const convex = new FakeConvex()
    .answer("gatehouse/users:get", () => current)
    .answer("gatehouse/users:timeline", () => [])
    .answer("gatehouse/users:setEnabledAgents", ({ enabledAgents }) => {
      current = { ...current, enabledAgents: enabledAgents as string[] };
      return current;
    });
  const person = renderConsole(<UserView id={user.workosId} />, { convex, role });
  return { convex, person };
}
const box = (name: string) => screen.findByRole("checkbox", { name: new RegExp(`^${name}`) });
const isTicked = async (name: string) => (await box(name)).matches(":checked");
const button = (name: RegExp) => screen.getByRole("button", { name });

describe("AgentsEditor", () => {
  it("shows what will change, saves it with what was there, and says what was done", async () => {
    const { convex, person } = setUp(userRow(1, { enabledAgents: ["goose", "pi"] }));
    expect(await isTicked("Goose")).toBe(true);
    expect(button(/Save changes/)).toHaveProperty("disabled", true);
    await person.click(await box("Cursor"));
    await person.click(await box("Goose"));
    expect(screen.getByText("Turns on Cursor, turns off Goose.")).toBeTruthy();
    await person.click(button(/Save 2 changes/));
    await screen.findByText("Turned on Cursor, turned off Goose for Person 1.");
    expect(convex.argsOf("gatehouse/users:setEnabledAgents")).toEqual([
      { id: "row1", enabledAgents: ["pi", "cursor-sync"], expected: ["goose", "pi"] },
    ]);
    expect(await isTicked("Goose")).toBe(false);
  });

  it("discards", async () => {
    const { convex, person } = setUp(userRow(1));
    await person.click(await box("Amp"));
    await person.click(button(/Discard/));
    expect(await isTicked("Amp")).toBe(false);
    expect(convex.argsOf("gatehouse/users:setEnabledAgents")).toEqual([]);
  });

  it("keeps the draft and says why when saving fails", async () => {
    onTestFinished(muteLoggedErrors());
    const { convex, person } = setUp(userRow(1));
    convex.answer("gatehouse/users:setEnabledAgents", () => {
      throw new ConvexError({
        code: "changed_meanwhile",
        message: "Someone changed these agents meanwhile: look again.",
      });
    });
    await person.click(await box("Amp"));
    await person.click(button(/Save 1 change/));
    expect((await screen.findByRole("alert")).textContent).toMatch(/meanwhile/);
    expect(await isTicked("Amp")).toBe(true);
  });

  it("warns, and does not save, when somebody else was faster", async () => {
    const { convex, person } = setUp(userRow(1, { enabledAgents: ["pi"] }));
    await person.click(await box("Amp"));
    convex.answer("gatehouse/users:get", () => userRow(1, { enabledAgents: ["pi", "goose"] }));
    expect((await screen.findByRole("alert")).textContent).toMatch(/Somebody else changed/);
    expect(button(/Save/)).toHaveProperty("disabled", true);
    await person.click(button(/Discard/));
    expect(await isTicked("Goose")).toBe(true);
  });

  it("finds an agent, and keeps unknown ones, marked, even when unticked", async () => {
    const { person } = setUp(userRow(1, { enabledAgents: ["made-up"] }));
    await person.click(await box("made-up"));
    expect(await isTicked("made-up")).toBe(false);
    expect(screen.getByText("not in the catalogue")).toBeTruthy();
    await person.type(screen.getByRole("searchbox", { name: "Find an agent" }), "kilo");
    await waitFor(() => expect(screen.getAllByRole("checkbox")).toHaveLength(1));
    await box("Kilo Code");
  });

  it("is for reading only in the auditor's hands, and says why", async () => {
    setUp(userRow(1, { enabledAgents: ["pi"] }), "auditor");
    await screen.findByText(/Your role, auditor, may look at agents but not change them/);
    expect(screen.getByText("Pi")).toBeTruthy();
    expect(screen.queryByRole("checkbox")).toBeNull();
  });

  it("leaves a deleted person's agents as they are", async () => {
    setUp(userRow(1, { status: "deleted", deletedAt: 1 }));
    await screen.findByText(/This person was deleted in WorkOS/);
    expect(screen.queryByRole("checkbox")).toBeNull();
  });
});
