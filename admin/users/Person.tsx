import Box from "@mui/material/Box";
import type { UserRecord } from "../providers/resources";
import { Avatar } from "../ui/Avatar";

type Named = Pick<UserRecord, "name" | "email" | "workosId" | "avatarUrl" | "status">;

/** What to call a person: their name, else their address, else their id. */
export function personLabel(user: Pick<Named, "name" | "email" | "workosId">): string {
  return user.name ?? user.email ?? user.workosId;
}

/** A person in one line: picture, name, address. */
export function Person({ user }: { user: Named }) {
  const label = personLabel(user);
  return (
    <Box
      component="span"
      sx={{ display: "inline-flex", alignItems: "center", gap: 2.5, minWidth: 0, maxWidth: "100%" }}
    >
      <Avatar of={label} url={user.avatarUrl} />
      <Box
        component="span"
        sx={{
          fontWeight: 500,
          flex: user.email === label ? "0 1 auto" : "none",
          maxWidth: "100%",
          overflow: "hidden",
          textOverflow: "ellipsis",
          color: user.status === "deleted" ? "text.secondary" : "text.primary",
        }}
      >
        {label}
      </Box>
      {user.email && user.email !== label && (
        <Box
          component="span"
          sx={{ color: "text.secondary", overflow: "hidden", textOverflow: "ellipsis" }}
        >
          {user.email}
        </Box>
      )}
    </Box>
  );
}
