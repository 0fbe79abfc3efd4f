import Box from "@mui/material/Box";
import type { UserRecord } from "../providers/resources";
import { RelativeTime } from "../ui/RelativeTime";
import { methodLabel } from "../ui/words";

/** When and how a person signed in last. */
export function LastSignIn({
  user,
}: {
  user: Pick<UserRecord, "lastSignInAt" | "lastSignInMethod">;
}) {
  if (user.lastSignInAt === null) return <Muted>never</Muted>;
  return (
    <>
      <RelativeTime at={user.lastSignInAt} />
      {user.lastSignInMethod && <Muted> · {methodLabel(user.lastSignInMethod)}</Muted>}
    </>
  );
}

function Muted({ children }: { children: React.ReactNode }) {
  return (
    <Box component="span" sx={{ color: "text.secondary" }}>
      {children}
    </Box>
  );
}
