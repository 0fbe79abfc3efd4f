import { useEffect, useState } from "react";
import { useGetList } from "react-admin";
import { allows } from "../../convex/gatehouse/operators/roles";
import { useOperator } from "../gate/viewer";
import type { UserRecord } from "../providers/resources";
import type { IconName } from "../ui/Icon";
import { PAGES } from "./pages";

/** Convex is asked once the typing pauses this long. */
const PAUSE_MS = 120;
/** Shorter texts match too much to help. */
const MIN_LENGTH = 2;
const MAX_PEOPLE = 8;

export type SearchResult =
  | { kind: "page"; path: string; title: string; detail: string; icon: IconName }
  | { kind: "person"; path: string; title: string; detail: string; avatarUrl: string | null };

/** Pages and people that match a text, and a line that says what the list is. */
export function useSearchResults(text: string): { results: SearchResult[]; note: string } {
  const { role } = useOperator();
  const wanted = useSettled(text.trim());
  const enabled = wanted.length >= MIN_LENGTH;
  const { data, isFetching, error } = useGetList<UserRecord>(
    "users",
    {
      pagination: { page: 1, perPage: MAX_PEOPLE },
      sort: { field: "createdAt", order: "DESC" },
      filter: { search: wanted },
    },
    { enabled },
  );
  const people = enabled ? (data ?? []).map(personResult) : [];
  const pages = PAGES.filter(
    (page) =>
      allows(role, page.role) && page.label.toLowerCase().startsWith(text.trim().toLowerCase()),
  ).map(({ path, label, icon }) => ({
    kind: "page" as const,
    path,
    title: label,
    detail: "Page",
    icon,
  }));
  return {
    results: [...people, ...pages],
    note: noteFor({ enabled, isFetching, error, found: people.length }),
  };
}

function personResult(user: UserRecord): SearchResult {
  const title = user.name ?? user.email ?? user.workosId;
  return {
    kind: "person",
    path: `/users/${user.id}`,
    title,
    detail: [
      title === user.email ? null : user.email,
      user.status === "active" ? null : user.status,
    ]
      .filter(Boolean)
      .join(" · "),
    avatarUrl: user.avatarUrl,
  };
}

interface Progress {
  enabled: boolean;
  isFetching: boolean;
  error: Error | null;
  found: number;
}

function noteFor({ enabled, isFetching, error, found }: Progress): string {
  if (!enabled) return "Type a name or an e-mail, or paste a WorkOS user id from a log.";
  if (error) return error.message;
  if (found > 0) return "Enter opens, arrows move, Esc closes.";
  return isFetching
    ? "Looking …"
    : "Nobody found. Names and addresses are matched from their beginning; ids must be whole.";
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
