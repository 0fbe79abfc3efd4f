import Tooltip from "@mui/material/Tooltip";
import { exactLocal, exactUtc, ledgerTime, relativeTime } from "./time";
import { useNow } from "./useNow";

/** A time in people's words, after a day with the `clock` if wanted; exact UTC and local on hover. */
export function RelativeTime({ at, clock = false }: { at: number; clock?: boolean }) {
  const words = clock ? ledgerTime : relativeTime;
  const now = useNow();
  return (
    <Tooltip title={`${exactUtc(at)}\n${exactLocal(at)}`}>
      <time dateTime={new Date(at).toISOString()}>{words(at, now)}</time>
    </Tooltip>
  );
}
