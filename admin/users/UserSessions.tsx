import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useAction } from "convex/react";
import { useCallback, useState } from "react";
import { api } from "../../convex/_generated/api";
import type { ActiveSession } from "../../convex/gatehouse/workos/sessions";
import { useMay } from "../gate/viewer";
import { toReadableError, type ReadableError } from "../providers/readableError";
import type { UserDetailRecord } from "../providers/resources";
import { FailureLine } from "../ui/FailureLine";
import { count } from "../ui/words";
import { RevokeSessionsDialog } from "./RevokeSessionsDialog";
import { SessionRows } from "./SessionRows";

/** A person's active sessions, asked of WorkOS when somebody wants them, and ending them. */
export function UserSessions({ user }: { user: UserDetailRecord }) {
  const may = useMay("support");
  const { sessions, busy, failure, load, revoke, revokeAll } = useSessions(user.workosId);
  const [isAsking, setAsking] = useState(false);
  if (!may) {
    return <Note>Who has the role support sees the active sessions and can end them.</Note>;
  }
  return (
    <Box sx={{ display: "grid", gap: 3, justifyItems: "start" }}>
      {sessions === null && <Note>Active sessions are asked of WorkOS when you want them.</Note>}
      {sessions?.length === 0 && <Note>No active session: this person is signed out.</Note>}
      {sessions !== null && sessions.length > 0 && (
        <SessionRows {...{ sessions, busy }} onRevoke={revoke} />
      )}
      <FailureLine failure={failure} />
      <Box sx={{ display: "flex", flexWrap: "wrap", gap: 2 }}>
        <Button variant="outlined" disabled={busy} onClick={load}>
          {sessions === null ? "Show active sessions" : "Ask WorkOS again"}
        </Button>
        {sessions !== null && sessions.length > 1 && (
          <Button variant="outlined" color="error" disabled={busy} onClick={() => setAsking(true)}>
            Revoke all {count(sessions.length, "session")} …
          </Button>
        )}
      </Box>
      {isAsking && sessions !== null && (
        <RevokeSessionsDialog
          {...{ user, sessions }}
          onClose={() => setAsking(false)}
          onRevoke={() => {
            setAsking(false);
            revokeAll();
          }}
        />
      )}
    </Box>
  );
}

function Note({ children }: { children: string | string[] }) {
  return (
    <Typography variant="body2" color="textSecondary" role="status">
      {children}
    </Typography>
  );
}

interface SessionsState {
  /** Null until they were asked for. */
  sessions: ActiveSession[] | null;
  busy: boolean;
  failure: ReadableError | null;
}

function useSessions(workosId: string) {
  const list = useAction(api.gatehouse.sessions.list);
  const revokeOne = useAction(api.gatehouse.sessions.revoke);
  const revokeEvery = useAction(api.gatehouse.sessions.revokeAll);
  const [state, setState] = useState<SessionsState>({
    sessions: null,
    busy: false,
    failure: null,
  });
  const run = useCallback((call: () => Promise<ActiveSession[]>) => {
    setState(({ sessions }) => ({ sessions, busy: true, failure: null }));
    call().then(
      (sessions) => setState({ sessions, busy: false, failure: null }),
      (error: unknown) =>
        setState(({ sessions }) => ({ sessions, busy: false, failure: toReadableError(error) })),
    );
  }, []);
  return {
    ...state,
    load: () => run(() => list({ workosId })),
    revoke: (sessionId: string) => run(() => revokeOne({ workosId, sessionId })),
    revokeAll: () => run(() => revokeEvery({ workosId })),
  };
}
