import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import type { ActiveSession } from "../../convex/gatehouse/workos/sessions";
import { deviceOf } from "../ui/device";
import { RelativeTime } from "../ui/RelativeTime";
import { methodLabel } from "../ui/words";

interface SessionRowsProps {
  sessions: readonly ActiveSession[];
  busy: boolean;
  onRevoke: (sessionId: string) => void;
}

/** Active sessions, newest first, each with the button that ends it. */
export function SessionRows({ sessions, busy, onRevoke }: SessionRowsProps) {
  return (
    <Box
      component="ul"
      aria-label="Active sessions"
      sx={{ listStyle: "none", m: 0, p: 0, width: "100%", fontSize: 13 }}
    >
      {sessions.map((session) => (
        <Box
          component="li"
          key={session.id}
          sx={{
            ...{ display: "flex", alignItems: "center", gap: 3, py: 1.5 },
            ...{ borderBottom: 1, borderColor: "divider" },
          }}
        >
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <Box sx={{ overflowWrap: "anywhere" }}>{placeOf(session)}</Box>
            <Box sx={{ color: "text.secondary", fontSize: 12 }}>
              <Begin session={session} />
            </Box>
          </Box>
          <Button color="error" disabled={busy} onClick={() => onRevoke(session.id)}>
            Revoke session
          </Button>
        </Box>
      ))}
    </Box>
  );
}

function Begin({ session: { method, startedAt, impersonated } }: { session: ActiveSession }) {
  const how = impersonated
    ? "Impersonated from the WorkOS dashboard"
    : `Signed in by ${methodLabel(method)}`;
  if (startedAt === null) return how;
  return (
    <>
      {how} <RelativeTime at={startedAt} />
    </>
  );
}

function placeOf({ userAgent, ipAddress }: ActiveSession): string {
  const device = userAgent === null ? "unknown device" : deviceOf(userAgent);
  return ipAddress === null ? device : `${device} · ${ipAddress}`;
}
