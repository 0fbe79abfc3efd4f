import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { leaveToRow } from "./leaveToRow";

it.each([
  ["a plain click", {}, { row: 1, browser: false }],
  ["Ctrl", { ctrlKey: true }, { row: 0, browser: true }],
  ["Cmd", { metaKey: true }, { row: 0, browser: true }],
  ["Shift", { shiftKey: true }, { row: 0, browser: true }],
])("%s", (what, modifiers, expected) => {
  const onRow = vi.fn();
  render(
    <div onClick={onRow}>
      <a href="#page" onClick={leaveToRow}>
        {what}
      </a>
    </div>,
  );
  // fireEvent tells whether the browser would go on with its own part.
  const browser = fireEvent.click(screen.getByText(what), modifiers);
  expect({ row: onRow.mock.calls.length, browser }).toEqual(expected);
});
