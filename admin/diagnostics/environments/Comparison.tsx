import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Link from "@mui/material/Link";
import Skeleton from "@mui/material/Skeleton";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import { useQuery_experimental as useQueryState } from "convex/react";
import { Link as RouterLink } from "react-router-dom";
import { api } from "../../../convex/_generated/api";
import { DIAGNOSTICS } from "../../addresses/diagnostics";
import { ErrorState } from "../../ui/States";
import { Status } from "../../ui/Status";
import { comparedRows, type ComparedRow } from "./comparisonRows";

/** Environments side by side, a column each. */
export function Comparison({ onEdit }: { onEdit: ((id: string) => void) | null }) {
  const state = useQueryState({ query: api.gatehouse.diagnostics.compare, args: {} });
  if (state.status === "error") return <ErrorState error={state.error} />;
  if (state.status === "pending") return <Skeleton height={320} />;
  const { environments, rows } = state.data;
  return (
    <Box sx={{ overflowX: "auto" }}>
      <Table aria-label="Environments side by side" sx={TABLE}>
        <TableHead>
          <TableRow>
            <TableCell />
            {environments.map(({ id, name }) => (
              <TableCell key={id}>
                <Box sx={{ display: "flex", alignItems: "center", gap: 2 }}>
                  <Link component={RouterLink} to={`${DIAGNOSTICS}?env=${id}`}>
                    {name}
                  </Link>
                  {onEdit && (
                    <Button
                      aria-label={`Change ${name}`}
                      onClick={() => onEdit(id)}
                      sx={{ minHeight: 26, py: 0 }}
                    >
                      Change
                    </Button>
                  )}
                </Box>
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {comparedRows(rows).map((row) => (
            <ComparisonRow key={row.label} row={row} />
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}

function ComparisonRow({ row: { label, values, suspicious, differs } }: { row: ComparedRow }) {
  return (
    <TableRow>
      <TableCell component="th" scope="row" sx={{ color: "text.secondary" }}>
        {label}
        {suspicious && (
          <Box>
            <Status
              tone="warning"
              icon="warning"
              label="shared"
              meaning="Two environments have the same value here. Each should have its own."
            />
          </Box>
        )}
      </TableCell>
      {values.map((value, column) => (
        <TableCell key={column} sx={{ ...(differs && { fontWeight: 550 }) }}>
          {value}
        </TableCell>
      ))}
    </TableRow>
  );
}

const TABLE = {
  "& td, & th": { verticalAlign: "top", py: 2, height: "auto" },
  "& td": { whiteSpace: "pre-line", overflowWrap: "anywhere", minWidth: 180 },
};
