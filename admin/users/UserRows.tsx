import Box from "@mui/material/Box";
import { useListContext } from "react-admin";
import { Link } from "react-router-dom";
import { userPath } from "../addresses/users";
import type { UserRecord } from "../providers/resources";
import { Avatar } from "../ui/Avatar";
import { useRowSx } from "../ui/useRowSx";
import { LastSignIn } from "./LastSignIn";
import { personLabel } from "./Person";
import { UserStatus } from "./UserStatus";

/** The users in two lines each, for a narrow window. */
export function UserRows() {
  const { data = [] } = useListContext<UserRecord>();
  const rowSx = useRowSx("users");
  return (
    <Box component="ul" aria-label="Users" sx={{ listStyle: "none", m: 0, p: 0 }}>
      {data.map((user) => (
        <Box
          component="li"
          key={user.id}
          sx={{ borderBottom: 1, borderColor: "divider", ...rowSx(user) }}
        >
          <Box
            component={Link}
            to={userPath(user.id)}
            sx={{
              display: "grid",
              gridTemplateColumns: "auto 1fr auto",
              columnGap: 3,
              alignItems: "center",
              px: 3,
              py: 2,
              color: "text.primary",
              textDecoration: "none",
              fontSize: 13,
            }}
          >
            <Box sx={{ gridRow: "span 2" }}>
              <Avatar of={personLabel(user)} url={user.avatarUrl} size={32} />
            </Box>
            <Box sx={{ ...ELLIPSIS, fontWeight: 500, fontSize: 14 }}>{personLabel(user)}</Box>
            <Box sx={{ textAlign: "right" }}>
              <UserStatus status={user.status} />
            </Box>
            <Box sx={{ ...ELLIPSIS, color: "text.secondary" }}>
              {user.name ? user.email : user.workosId}
            </Box>
            <Box sx={{ color: "text.secondary", textAlign: "right" }}>
              <LastSignIn user={{ ...user, lastSignInMethod: null }} />
            </Box>
          </Box>
        </Box>
      ))}
    </Box>
  );
}

const ELLIPSIS = {
  minWidth: 0,
  overflow: "hidden",
  textOverflow: "ellipsis",
  whiteSpace: "nowrap",
};
