import { screen, within } from "@testing-library/react";
import { ConvexError } from "convex/values";
import { expect, it } from "vitest";
import { FakeConvex } from "../testing/fakeConvex";
import { renderConsole } from "../testing/renderConsole";
import { Operators } from "./Operators";

const ADA = {
  workosId: "user_operator",
  role: "admin",
  name: "Ada Admin",
  email: "ada@example.com",
};
const SAM = { workosId: "user_sam", role: "support", name: "Sam", email: "sam@example.com" };

function withOperators() {
  return new FakeConvex().answer("gatehouse/operators:list", () =>
    [ADA, SAM].map((operator) => ({ ...operator, createdAt: 1 })),
  );
}

it("lets an admin change a role, but not their own", async () => {
  const convex = withOperators().answer("gatehouse/operators:setRole", () => null);
  const user = renderConsole(<Operators />, { convex });
  await screen.findByText("admin · you");
  expect(screen.queryByLabelText("Role of ada@example.com")).toBeNull();

  await user.click(within(roleBox("Role of sam@example.com")).getByRole("combobox"));
  await user.click(screen.getByRole("option", { name: /^auditor/ }));
  await screen.findByText("sam@example.com is now auditor.");
  expect(convex.argsOf("gatehouse/operators:setRole")).toEqual([
    { email: "sam@example.com", role: "auditor" },
  ]);
});

it("takes a role away", async () => {
  const convex = withOperators().answer("gatehouse/operators:setRole", () => null);
  const user = renderConsole(<Operators />, { convex });
  await screen.findByText("sam@example.com");
  await user.click(within(roleBox("Role of sam@example.com")).getByRole("combobox"));
  await user.click(screen.getByRole("option", { name: /Take the role away/ }));
  await screen.findByText("sam@example.com is no operator any more.");
  expect(convex.argsOf("gatehouse/operators:setRole")).toEqual([
    { email: "sam@example.com", role: null },
  ]);
});

it("appoints somebody by address, and says why when it cannot", async () => {
  const convex = withOperators().answer("gatehouse/operators:setRole", () => {
    throw new ConvexError({ code: "not_found", message: "Nobody here has that address." });
  });
  const user = renderConsole(<Operators />, { convex });
  const field = await screen.findByLabelText("E-mail of the new operator");
  await user.type(field, "new@example.com");
  await user.click(screen.getByRole("button", { name: "Appoint operator" }));
  expect(await screen.findByRole("alert")).toHaveProperty(
    "textContent",
    "Nobody here has that address.",
  );
  expect(field).toHaveProperty("value", "new@example.com");
});

it.each(["support", "auditor"] as const)("only shows the list to %s", async (role) => {
  renderConsole(<Operators />, { convex: withOperators(), role });
  await screen.findByText("sam@example.com");
  expect(screen.queryByRole("button")).toBeNull();
  screen.getByText("Admins appoint operators and change their roles.");
});

/** The box around the select that carries this label. */
function roleBox(label: string): HTMLElement {
  const box = screen.getByLabelText(label).closest<HTMLElement>(".MuiInputBase-root");
  if (box === null) throw new Error(`no select labelled ${label}`);
  return box;
}
