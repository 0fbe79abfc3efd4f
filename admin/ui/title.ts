import { useEffect } from "react";
import { ValueStore } from "../providers/valueStore";

/** What stands behind the page's name in the top bar: the record on screen. */
export const crumb = new ValueStore<string | null>(null);

/** Says in the browser's tab and in the top bar what is on screen. */
export function useTitle(page: string, record: string | null = null): void {
  useEffect(() => {
    document.title = [record, page, "Gatehouse"].filter(Boolean).join(" · ");
    crumb.set(record);
    return () => crumb.set(null);
  }, [page, record]);
}
