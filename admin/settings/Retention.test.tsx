import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { KEPT_FOR_GOOD, LIMITS } from "../../convex/gatehouse/retention/limits";
import { FakeConvex } from "../testing/fakeConvex";
import { renderConsole } from "../testing/renderConsole";
import { Retention } from "./Retention";

/** What stands beside a title. */
function beside(title: string): HTMLElement {
  const value = screen.getByText(title, { selector: "dt" }).nextElementSibling;
  if (!(value instanceof HTMLElement)) throw new Error(`nothing beside ${title}`);
  return value;
}

it("says of everything how long it is kept, and why", () => {
  renderConsole(<Retention />, { convex: new FakeConvex() });
  for (const { title, days, why } of Object.values(LIMITS)) {
    expect(beside(title).textContent).toContain(`${days} days after `);
    within(beside(title)).getByText(why);
  }
  expect(beside("Sign-ins").textContent).toMatch(/^400 days after the sign-in/);
});

it("names what is never deleted", () => {
  renderConsole(<Retention />, { convex: new FakeConvex() });
  for (const { title } of KEPT_FOR_GOOD) within(beside(title)).getByText("for good");
  expect(beside("The audit log").textContent).toContain("nothing in it is ever deleted");
});
