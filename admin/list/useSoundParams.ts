import { useEffect } from "react";
import { useStore } from "react-admin";
import { useLocation, useNavigate } from "react-router-dom";
import { paramsOf, searchOf } from "./listAddress";
import { mended, type ListRules } from "./listParams";

const NOTHING = {};

/**
 * Puts right what the address, and what react-admin remembers from the last visit, say of a list.
 * @returns whether both are sound. Until then the list must not be drawn: it would ask the server for
 * what is not there, be refused, and remember it for the next visit.
 */
export function useSoundParams(resource: string, rules: ListRules): boolean {
  const { search } = useLocation();
  const navigate = useNavigate();
  const [remembered, remember] = useStore<unknown>(`${resource}.listParams`, NOTHING);
  const address = mended(paramsOf(search), rules);
  const memory = mended(remembered, rules);
  useEffect(() => {
    if (address !== null) void navigate({ search: searchOf(address) }, { replace: true });
    if (memory !== null) remember(memory);
  });
  return address === null && memory === null;
}
