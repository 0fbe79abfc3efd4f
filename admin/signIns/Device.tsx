import Tooltip from "@mui/material/Tooltip";
import { deviceOf } from "../ui/device";

/** A device in words, its user agent on hover. */
export function Device({ userAgent }: { userAgent: string | null }) {
  if (userAgent === null) return null;
  return (
    <Tooltip title={userAgent}>
      <span>{deviceOf(userAgent)}</span>
    </Tooltip>
  );
}
