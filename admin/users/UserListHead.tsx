import Box from "@mui/material/Box";
import InputAdornment from "@mui/material/InputAdornment";
import OutlinedInput from "@mui/material/OutlinedInput";
import Typography from "@mui/material/Typography";
import { useEffect, useState } from "react";
import { useListContext } from "react-admin";
import { KNOWN_AGENTS } from "../../convex/gatehouse/users/agents";
import { FilterBar } from "../ui/FilterBar";
import { Icon } from "../ui/Icon";
import { count } from "../ui/words";
import {
  filterChoices,
  filterParts,
  withChoice,
  withoutPart,
  type UserFilters,
} from "./userFilters";
import type { UserTotals } from "./useUserTotals";

const AGENT_IDS = KNOWN_AGENTS.map(({ id }) => id);
/** The list is asked once the typing pauses this long. */
const PAUSE_MS = 200;

/** Above the list: the search, the filter as a sentence, and how many people there are. */
export function UserListHead({ totals }: { totals: UserTotals | undefined }) {
  const { filterValues, setFilters } = useListContext();
  const filters: UserFilters = filterValues;
  return (
    <Box sx={{ display: "flex", alignItems: "center", gap: 3, flexWrap: "wrap" }}>
      <SearchField
        key={filters.search ?? ""}
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

function SearchField({ value, onSearch }: { value: string; onSearch: (text: string) => void }) {
  const [text, setText] = useState(value);
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onSearch(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value, onSearch]);
  return (
    <OutlinedInput
      type="search"
      size="small"
      value={text}
      onChange={(event) => setText(event.target.value)}
      placeholder="Name, e-mail or user_…"
      inputProps={{ "aria-label": "Search users" }}
      startAdornment={
        <InputAdornment position="start" sx={{ mr: 0 }}>
          <Icon name="search" />
        </InputAdornment>
      }
      sx={{ width: { xs: "100%", sm: 260 } }}
    />
  );
}
