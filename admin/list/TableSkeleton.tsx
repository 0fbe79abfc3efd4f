import Skeleton from "@mui/material/Skeleton";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";

interface TableSkeletonProps {
  /** The columns' labels, which are known already. */
  columns: readonly string[];
  rows?: number;
}

/** A table before its data: the same head, rows of the same height, so that nothing jumps. */
export function TableSkeleton({ columns, rows = 12 }: TableSkeletonProps) {
  return (
    <Table aria-busy aria-label="Loading">
      <TableHead>
        <TableRow>
          {columns.map((label) => (
            <TableCell key={label}>{label}</TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {Array.from({ length: rows }, (_, row) => (
          <TableRow key={row}>
            {columns.map((label, column) => (
              <TableCell key={label}>
                <Skeleton height={12} width={column === 0 ? 180 - ((row * 37) % 60) : 72} />
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
