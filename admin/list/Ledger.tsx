import Box from "@mui/material/Box";
import type { ReactNode } from "react";
import { ListBase, useListContext } from "react-admin";
import { ErrorState } from "../ui/States";
import { PER_PAGE, type ListRules } from "./listParams";
import { Pager, type TotalFor } from "./Pager";
import { TableSkeleton } from "./TableSkeleton";
import { useSoundParams } from "./useSoundParams";

interface LedgerProps extends Pick<ListRules, "sort" | "filters"> {
  resource: string;
  /** The fields it can be sorted by, when there are more than that of `sort`. */
  sorts?: readonly string[];
  /** Whether it opens as it was left, when the address says nothing. */
  isRemembered?: boolean;
  /** Labels of the columns, for the table's skeleton. */
  columns: readonly string[];
  /** What stands above the rows: the filter as a sentence, and totals. */
  head: ReactNode;
  /** Shown when there is nothing at all: teaches what makes rows appear. */
  empty: ReactNode;
  totalFor?: TotalFor;
  /** The rows. */
  children: ReactNode;
}

/** A list that fills the page: head, rows that scroll, pager. Loading, empty and failed, too. */
export function Ledger({
  resource,
  sort,
  sorts = [sort.field],
  filters,
  isRemembered = true,
  columns,
  head,
  empty,
  totalFor = unknownTotal,
  children,
}: LedgerProps) {
  const isSound = useSoundParams(resource, { sort, sorts, filters });
  if (!isSound) return null;
  const skeleton = <TableSkeleton columns={columns} />;
  return (
    <ListBase
      resource={resource}
      sort={sort}
      perPage={PER_PAGE}
      queryOptions={SAID_IN_PLACE}
      {...(!isRemembered && { storeKey: false })}
    >
      <Box sx={{ display: "flex", flexDirection: "column", height: "100%", minWidth: 0, flex: 1 }}>
        <Box sx={{ px: { xs: 3, sm: 6 }, pt: 4, pb: 3 }}>{head}</Box>
        <Box sx={{ flex: 1, minHeight: 0, overflow: "auto", containerType: "inline-size" }}>
          <Rows skeleton={skeleton} empty={empty}>
            {children}
          </Rows>
        </Box>
        <Pager totalFor={totalFor} />
      </Box>
    </ListBase>
  );
}

const unknownTotal = () => undefined;

/** A failed list says so where the rows would be, so that no passing message has to. */
const SAID_IN_PLACE = { onError: () => undefined };

function Rows({
  skeleton,
  empty,
  children,
}: {
  skeleton: ReactNode;
  empty: ReactNode;
  children: ReactNode;
}) {
  const { isPending, error, data, refetch } = useListContext();
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (isPending) return skeleton;
  if (data?.length === 0) return empty;
  return children;
}
