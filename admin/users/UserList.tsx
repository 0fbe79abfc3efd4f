import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useListContext } from "react-admin";
import { USER_FILTER_RULES } from "../addresses/users";
import { Ledger } from "../list/Ledger";
import type { UserSort } from "../providers/resources";
import { EmptyState } from "../ui/States";
import { useTitle } from "../ui/title";
import { useNarrow } from "../ui/useNarrow";
import { UserListHead } from "./UserListHead";
import { UserRows } from "./UserRows";
import { USER_COLUMNS, UserTable } from "./UserTable";
import { totalFor, useUserTotals } from "./useUserTotals";

const NEWEST_FIRST = { field: "createdAt", order: "DESC" } as const;
const SORTS: readonly UserSort[] = ["createdAt", "updatedAt", "lastSignInAt", "email"];

/** Everybody who has ever signed in: the table is the page. */
export function UserList({ openId }: { openId: string | null }) {
  const totals = useUserTotals();
  const narrow = useNarrow();
  useTitle("Users");
  return (
    <Ledger
      resource="users"
      sort={NEWEST_FIRST}
      sorts={SORTS}
      filters={USER_FILTER_RULES}
      columns={narrow ? ["Users"] : USER_COLUMNS}
      head={<UserListHead totals={totals} />}
      empty={<NoUsers />}
      totalFor={(filters) => totalFor(filters, totals)}
    >
      {narrow ? <UserRows /> : <UserTable openId={openId} />}
    </Ledger>
  );
}

function NoUsers() {
  const { filterValues, setFilters } = useListContext();
  if (Object.keys(filterValues).length === 0) {
    return (
      <EmptyState title="No users yet">
        <Typography component="p">
          A person appears here the moment they sign in to your app for the first time, and when
          WorkOS tells about them by webhook. To bring in those who are in WorkOS already, run a
          reconcile.
        </Typography>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="Nobody matches">
      <Typography component="p">
        Names and addresses are matched from the beginning of each word; an id must be whole.
      </Typography>
      <Button variant="outlined" onClick={() => setFilters({})} sx={{ justifySelf: "start" }}>
        Clear the filter
      </Button>
    </EmptyState>
  );
}
