import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { UserSearch } from "./UserSearch";

afterEach(cleanup);

it("searches in a pause of typing, however often the list around it changes", async () => {
  const onSearch = vi.fn();
  // A function of its own each time, as a list that changes gives it.
  const search = () => <UserSearch value="" onSearch={(text) => onSearch(text)} />;
  const { rerender } = render(search());
  await userEvent.type(screen.getByRole("searchbox"), "ada ");
  for (let change = 0; change < 40; change += 1) {
    rerender(search());
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(onSearch.mock.calls).toEqual([["ada"]]);
});
