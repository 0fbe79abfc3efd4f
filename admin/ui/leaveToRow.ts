import type { MouseEvent } from "react";

/**
 * For a link inside a row that opens a panel: a plain click is left to the row; with a modifier the
 * browser opens the link's own page in a tab.
 */
export function leaveToRow(event: MouseEvent): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey) event.stopPropagation();
  else event.preventDefault();
}
