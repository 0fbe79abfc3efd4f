import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { Avatar } from "../ui/Avatar";
import { Icon } from "../ui/Icon";
import type { SearchResult } from "./useSearchResults";

interface SearchOptionProps {
  id: string;
  result: SearchResult;
  selected: boolean;
  onPoint: () => void;
  onOpen: () => void;
}

/** One line of the search. */
export function SearchOption({ id, result, selected, onPoint, onOpen }: SearchOptionProps) {
  return (
    <Box
      id={id}
      role="option"
      aria-selected={selected}
      onMouseMove={onPoint}
      onClick={onOpen}
      sx={{
        display: "flex",
        alignItems: "center",
        gap: 3,
        height: 40,
        px: 3,
        borderRadius: 1,
        cursor: "pointer",
        bgcolor: selected ? "action.selected" : "transparent",
      }}
    >
      {result.kind === "page" ? (
        <Icon name={result.icon} sx={{ width: 24 }} />
      ) : (
        <Avatar of={result.title} url={result.avatarUrl} />
      )}
      <Typography variant="body1" noWrap>
        {result.title}
      </Typography>
      <Typography variant="body2" color="textSecondary" noWrap sx={{ minWidth: 0 }}>
        {result.detail}
      </Typography>
    </Box>
  );
}
