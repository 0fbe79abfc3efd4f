import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import { Link as RouterLink } from "react-router-dom";
import { userPath } from "../addresses/users";
import type { SignInRecord } from "../providers/resources";

type Who = Pick<SignInRecord, "workosUserId" | "userLabel">;

/** Who signed in or tried to; an address without a user has nowhere to lead. */
export function SignInPerson({ signIn: { workosUserId, userLabel } }: { signIn: Who }) {
  if (workosUserId === null) {
    return (
      <Box component="span" sx={{ color: "text.secondary" }}>
        {userLabel ?? "unknown"}
      </Box>
    );
  }
  return (
    <Link component={RouterLink} to={userPath(workosUserId)}>
      {userLabel ?? workosUserId}
    </Link>
  );
}
