import Link from "@mui/material/Link";
import { DataTable, useListContext } from "react-admin";
import { Link as RouterLink } from "react-router-dom";
import { panelPath, userPath } from "../addresses/users";
import type { UserRecord } from "../providers/resources";
import { leaveToRow } from "../ui/leaveToRow";
import { RelativeTime } from "../ui/RelativeTime";
import { useRowSx } from "../ui/useRowSx";
import { AgentChips } from "./AgentChips";
import { LastSignIn } from "./LastSignIn";
import { Person } from "./Person";
import { hasOwnOrder } from "./userFilters";
import { UserStatus } from "./UserStatus";

const Column = DataTable.Col<UserRecord>;

export const USER_COLUMNS = [
  "Person",
  "Status",
  "Agents",
  "Last sign-in",
  "Updated",
  "Created",
] as const;

/** Below these widths (px) of the list itself, not of the window, columns give way. */
const FITS = {
  "@container (max-width: 1080px)": { "& .column-updatedAt": { display: "none" } },
  "@container (max-width: 900px)": { "& .column-undefined": { display: "none" } },
  "@container (max-width: 620px)": { "& .column-createdAt": { display: "none" } },
};

/** The users, a row each. A row opens beside the list; its name is also a link to the whole page. */
export function UserTable({ openId }: { openId: string | null }) {
  const { filterValues } = useListContext();
  const rowSx = useRowSx("users", openId);
  const disableSort = hasOwnOrder(filterValues);
  return (
    <DataTable<UserRecord>
      bulkActionButtons={false}
      rowClick={(id) => panelPath(String(id)) + window.location.search}
      rowSx={rowSx}
      sx={FITS}
      aria-label="Users"
    >
      <Column
        source="email"
        label="Person"
        disableSort={disableSort}
        render={(user) => <PersonLink user={user} />}
        sx={{ pl: { sm: 6 }, maxWidth: 420, overflow: "hidden" }}
      />
      <Column
        source="status"
        label="Status"
        disableSort
        render={(user) => <UserStatus status={user.status} />}
      />
      <Column
        label="Agents"
        disableSort
        render={(user) => <AgentChips agents={user.enabledAgents} max={3} />}
      />
      <Column
        source="lastSignInAt"
        label="Last sign-in"
        sortByOrder="DESC"
        disableSort={disableSort}
        render={(user) => <LastSignIn user={user} />}
      />
      <Column
        source="updatedAt"
        label="Updated"
        sortByOrder="DESC"
        disableSort={disableSort}
        render={(user) => <RelativeTime at={user.updatedAt} />}
      />
      <Column
        source="createdAt"
        label="Created"
        sortByOrder="DESC"
        disableSort={disableSort}
        render={(user) => <RelativeTime at={user.createdAt} />}
      />
    </DataTable>
  );
}

function PersonLink({ user }: { user: UserRecord }) {
  return (
    <Link
      component={RouterLink}
      to={userPath(user.id)}
      underline="none"
      onClick={leaveToRow}
      sx={{ display: "flex", minWidth: 0 }}
    >
      <Person user={user} />
    </Link>
  );
}
