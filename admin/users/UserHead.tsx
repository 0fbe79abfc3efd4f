import Box from "@mui/material/Box";
import Tooltip from "@mui/material/Tooltip";
import Typography from "@mui/material/Typography";
import type { UserDetailRecord } from "../providers/resources";
import { Avatar } from "../ui/Avatar";
import { CopyButton } from "../ui/Copy";
import { personLabel } from "./Person";
import { UserStatus } from "./UserStatus";

/** Who it is: picture, name, address and whether WorkOS has verified it, status. */
export function UserHead({ user }: { user: UserDetailRecord }) {
  const label = personLabel(user);
  return (
    <Box sx={{ display: "flex", gap: 4, alignItems: "center", minWidth: 0, pr: 14 }}>
      <Avatar key={user.avatarUrl} of={label} url={user.avatarUrl} size={44} />
      <Box sx={{ minWidth: 0 }}>
        <Typography variant="h1" component="h2" sx={{ overflowWrap: "anywhere" }}>
          {label}
        </Typography>
        <Box
          sx={{
            display: "flex",
            flexWrap: "wrap",
            alignItems: "center",
            columnGap: 2,
            fontSize: 13,
          }}
        >
          {user.email && (
            <Box
              component="span"
              sx={{ display: "inline-flex", alignItems: "center", minWidth: 0 }}
            >
              <Box component="span" sx={{ overflowWrap: "anywhere" }}>
                {user.email}
              </Box>
              <CopyButton text={user.email} what="e-mail" />
              {user.emailVerified === false && (
                <Tooltip title="WorkOS has not verified this address: it does not prove who the person is.">
                  <Box component="span" sx={{ color: "inks.warning" }}>
                    not verified
                  </Box>
                </Tooltip>
              )}
            </Box>
          )}
          <UserStatus status={user.status} />
        </Box>
      </Box>
    </Box>
  );
}
