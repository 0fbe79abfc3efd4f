import { agentLabel } from "../../convex/agents";

/** The filter of the users list as it stands in the address. */
export interface UserFilters {
  search?: string;
  status?: "active" | "pending" | "deleted";
  agent?: string;
  notSeenForDays?: number;
  neverSignedIn?: boolean;
}

/** One part of the filter: a chip in the sentence above the list. */
export interface FilterPart {
  key: keyof UserFilters;
  label: string;
}

/** The filter as parts of a sentence: "active · has Cursor · not seen for 30 days". */
export function filterParts(filters: UserFilters): FilterPart[] {
  const { search, status, agent, notSeenForDays, neverSignedIn } = filters;
  const parts: (FilterPart | false)[] = [
    status !== undefined && { key: "status", label: status },
    agent !== undefined && { key: "agent", label: `has ${agentLabel(agent)}` },
    notSeenForDays !== undefined && {
      key: "notSeenForDays",
      label: `not seen for ${notSeenForDays} days`,
    },
    neverSignedIn === true && { key: "neverSignedIn", label: "never signed in" },
    search !== undefined && search !== "" && { key: "search", label: `matching “${search}”` },
  ];
  return parts.filter((part) => part !== false);
}

/** The filter without one of its parts. */
export function withoutPart(filters: UserFilters, key: keyof UserFilters): UserFilters {
  const rest = { ...filters };
  delete rest[key];
  return rest;
}

/** A choice in the "Add filter" menu. */
export interface FilterChoice {
  label: string;
  set: UserFilters;
}

/** What can be added, in groups; "never signed in" and "not seen for" exclude each other. */
export function filterChoices(
  agents: readonly string[],
): { title: string; choices: FilterChoice[] }[] {
  const days = [7, 30, 90].map((count) => ({
    label: `not seen for ${count} days`,
    set: { notSeenForDays: count },
  }));
  return [
    {
      title: "Status",
      choices: (["active", "pending", "deleted"] as const).map((status) => ({
        label: status,
        set: { status },
      })),
    },
    {
      title: "Last sign-in",
      choices: [...days, { label: "never signed in", set: { neverSignedIn: true } }],
    },
    {
      title: "Agent",
      choices: agents.map((agent) => ({ label: `has ${agentLabel(agent)}`, set: { agent } })),
    },
  ];
}

/** The filter with a choice added, and what contradicts it removed. */
export function withChoice(filters: UserFilters, { set }: FilterChoice): UserFilters {
  if (set.neverSignedIn) return { ...withoutPart(filters, "notSeenForDays"), ...set };
  if (set.notSeenForDays !== undefined) return { ...withoutPart(filters, "neverSignedIn"), ...set };
  return { ...filters, ...set };
}
