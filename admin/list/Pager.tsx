import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import Tooltip from "@mui/material/Tooltip";
import Typography from "@mui/material/Typography";
import { useListContext } from "react-admin";
import { Icon } from "../ui/Icon";

const numbers = new Intl.NumberFormat("en-GB");

/** How many rows a filter leaves, where that is known. */
export type TotalFor = (filter: Record<string, unknown>) => number | undefined;

/** Which rows are on screen, and the way to the ones before and after. */
export function Pager({ totalFor }: { totalFor: TotalFor }) {
  const { data, page, perPage, hasNextPage, hasPreviousPage, setPage, isPending, filterValues } =
    useListContext();
  if (isPending || !data || (data.length === 0 && !hasPreviousPage)) return <Box sx={FRAME} />;
  const first = (page - 1) * perPage + 1;
  const total = totalFor(filterValues);
  const range = `${numbers.format(first)}–${numbers.format(first + data.length - 1)}`;
  return (
    <Box component="nav" aria-label="Pagination" sx={FRAME}>
      <Typography variant="caption" color="textSecondary" sx={{ flex: 1 }}>
        {range}
        {total !== undefined && ` of ${numbers.format(total)}`}
      </Typography>
      <Tooltip title="Previous page">
        <span>
          <IconButton
            aria-label="Previous page"
            disabled={!hasPreviousPage}
            onClick={() => setPage(page - 1)}
          >
            <Icon name="previous" />
          </IconButton>
        </span>
      </Tooltip>
      <Typography variant="caption" color="textSecondary">
        Page {page}
      </Typography>
      <Tooltip title="Next page">
        <span>
          <IconButton
            aria-label="Next page"
            disabled={!hasNextPage}
            onClick={() => setPage(page + 1)}
          >
            <Icon name="next" />
          </IconButton>
        </span>
      </Tooltip>
    </Box>
  );
}

const FRAME = {
  display: "flex",
  alignItems: "center",
  gap: 2,
  height: 40,
  flex: "none",
  px: { xs: 3, sm: 6 },
  borderTop: 1,
  borderColor: "divider",
};
