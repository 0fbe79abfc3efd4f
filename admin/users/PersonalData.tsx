import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useMutation } from "convex/react";
import { useCallback, useState } from "react";
import { useNotify } from "react-admin";
import { api } from "../../convex/_generated/api";
import { useMay } from "../gate/viewer";
import type { UserDetailRecord } from "../providers/resources";
import { useRequest } from "../providers/useRequest";
import { FailureLine } from "../ui/FailureLine";
import { RelativeTime } from "../ui/RelativeTime";
import { useNow } from "../ui/useNow";
import { EraseDialog } from "./EraseDialog";
import { personLabel } from "./Person";

/** Erasing takes moments; after this long somebody should see to it. */
const SLOW_MS = 60_000;

/** What is still stored about a deleted person, and, for admins, having it erased. */
export function PersonalData({ user }: { user: UserDetailRecord }) {
  const may = useMay("admin");
  if (user.erased === undefined) return null;
  if (user.erased !== null) return <Erased user={user} erased={user.erased} />;
  return (
    <Box sx={{ display: "grid", gap: 3, justifyItems: "start" }}>
      <Typography variant="body2" color="textSecondary">
        {may
          ? "This person was deleted in WorkOS. What is stored about them here stays until it is erased."
          : "Admins can erase what is stored about a person who was deleted in WorkOS."}
      </Typography>
      {may && <EraseButton user={user} />}
    </Box>
  );
}

function EraseButton({ user }: { user: UserDetailRecord }) {
  const [isAsking, setAsking] = useState(false);
  const notify = useNotify();
  const close = useCallback(() => setAsking(false), []);
  const [{ busy, failure }, erase] = useErase(
    user,
    useCallback(() => {
      setAsking(false);
      notify("The personal data is being erased.");
    }, [notify]),
  );
  return (
    <>
      <Button variant="outlined" color="error" onClick={() => setAsking(true)}>
        Erase the personal data …
      </Button>
      {isAsking && (
        <EraseDialog
          label={personLabel(user)}
          {...{ busy, failure }}
          onErase={erase}
          onClose={close}
        />
      )}
    </>
  );
}

interface ErasedProps {
  user: UserDetailRecord;
  erased: NonNullable<UserDetailRecord["erased"]>;
}

function Erased({ user, erased: { at, isDone } }: ErasedProps) {
  const isSlow = useNow() - at > SLOW_MS;
  const may = useMay("admin");
  const [{ busy, failure }, erase] = useErase(user);
  return (
    <Box sx={{ display: "grid", gap: 3, justifyItems: "start" }}>
      <Typography variant="body2" role="status" color="textSecondary">
        {isDone ? "Erased" : "Being erased, since"} <RelativeTime at={at} />.{" "}
        {isDone && "What was counted stays, under the WorkOS id alone."}
      </Typography>
      {!isDone && isSlow && may && (
        <Button variant="outlined" color="error" disabled={busy} onClick={erase}>
          Erase the rest
        </Button>
      )}
      <FailureLine failure={failure} />
    </Box>
  );
}

function useErase({ _id: id }: UserDetailRecord, onStarted?: () => void) {
  const erase = useMutation(api.gatehouse.erasure.erase);
  return useRequest(
    useCallback(async () => {
      await erase({ id });
      onStarted?.();
    }, [erase, id, onStarted]),
  );
}
