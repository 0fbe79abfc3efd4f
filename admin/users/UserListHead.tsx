import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useListContext } from "react-admin";
import { KNOWN_AGENTS } from "../../convex/gatehouse/users/agents";
import type { UserFilters } from "../addresses/users";
import { FilterBar } from "../list/FilterBar";
import { count } from "../ui/words";
import { filterChoices, filterParts, withChoice, withoutPart } from "./userFilters";
import { UserSearch } from "./UserSearch";
import type { UserTotals } from "./useUserTotals";

const AGENT_IDS = KNOWN_AGENTS.map(({ id }) => id);

/** Above the list: the search, the filter as a sentence, and how many people there are. */
export function UserListHead({ totals }: { totals: UserTotals | undefined }) {
  const { filterValues, setFilters } = useListContext();
  const filters: UserFilters = filterValues;
  return (
    <Box sx={{ display: "flex", alignItems: "center", gap: 3, flexWrap: "wrap" }}>
      <UserSearch
        value={filters.search ?? ""}
        onSearch={(search) =>
          setFilters(search ? { ...filters, search } : withoutPart(filters, "search"))
        }
      />
      <FilterBar
        parts={filterParts(filters).filter(({ key }) => key !== "search")}
        onRemove={(key) => setFilters(withoutPart(filters, key))}
        groups={filterChoices(AGENT_IDS).map(({ title, choices }) => ({
          title,
          choices: choices.map((choice) => ({
            label: choice.label,
            choose: () => setFilters(withChoice(filters, choice)),
          })),
        }))}
      />
      <Box sx={{ flex: 1 }} />
      <Typography variant="body2" color="textSecondary" sx={{ minHeight: 19 }}>
        {filters.search ? "Best match first" : totals && totalsSentence(totals)}
      </Typography>
    </Box>
  );
}

function totalsSentence({ all, pending, deleted }: UserTotals): string {
  return [
    count(all, "person"),
    pending > 0 && `${pending} pending`,
    deleted > 0 && `${deleted} deleted`,
  ]
    .filter(Boolean)
    .join(" · ");
}
