import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import { Link as RouterLink } from "react-router-dom";
import { capitalized } from "../ui/words";
import { FIGURE_HEIGHT_PX } from "./figureGrid";
import { dayTitle } from "./series";

const numbers = new Intl.NumberFormat("en-GB");

interface Cell {
  count: number;
  /** The list behind the number. */
  path?: string;
}

interface FigureTableProps {
  label: string;
  columns: readonly string[];
  /** Oldest first; shown newest first. */
  rows: readonly { dayAt: number; cells: readonly Cell[] }[];
}

/** A chart's numbers, each leading to its list. */
export function FigureTable({ label, columns, rows }: FigureTableProps) {
  const todayAt = rows.at(-1)?.dayAt;
  return (
    <Box sx={{ maxHeight: FIGURE_HEIGHT_PX - 40, overflow: "auto" }} tabIndex={0}>
      <Table aria-label={label} stickyHeader>
        <TableHead>
          <TableRow>
            <TableCell>Day (UTC)</TableCell>
            {columns.map((column) => (
              <TableCell key={column} align="right">
                {capitalized(column)}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.toReversed().map(({ dayAt, cells }) => (
            <TableRow key={dayAt}>
              <TableCell component="th" scope="row">
                {dayTitle(dayAt)}
                {dayAt === todayAt && ", so far"}
              </TableCell>
              {cells.map((cell, index) => (
                <TableCell key={columns[index]} align="right" className="figures">
                  <Count cell={cell} />
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}

function Count({ cell: { count, path } }: { cell: Cell }) {
  if (path === undefined || count === 0) return numbers.format(count);
  return (
    <Link component={RouterLink} to={path}>
      {numbers.format(count)}
    </Link>
  );
}
