import Box from "@mui/material/Box";
import Tooltip from "@mui/material/Tooltip";
import { Icon, type IconName } from "./Icon";

export type Tone = "ok" | "warning" | "failure" | "unknown" | "neutral";

interface StatusProps {
  tone: Tone;
  icon: IconName;
  label: string;
  /** What the word means, on hover. */
  meaning?: string;
}

/** What is well stays quiet, so that what is not stands out. */
const LOOKS = {
  ok: {},
  neutral: { color: "text.secondary" },
  warning: { color: "inks.warning", fontWeight: 550 },
  failure: { color: "inks.failure", fontWeight: 550 },
  unknown: { color: "inks.unknown", border: "1px dashed", borderRadius: 1, px: 1 },
} as const satisfies Record<Tone, object>;

/** A status: shape, word and colour, so that it reads in greyscale. Unknown has a dashed edge. */
export function Status({ tone, icon, label, meaning }: StatusProps) {
  const mark = (
    <Box
      component="span"
      sx={{
        display: "inline-flex",
        alignItems: "center",
        verticalAlign: "middle",
        gap: 1,
        ...LOOKS[tone],
      }}
    >
      <Icon name={icon} sx={{ fontSize: 14, ...(tone === "ok" && { color: "inks.ok" }) }} />
      {label}
    </Box>
  );
  return meaning ? <Tooltip title={meaning}>{mark}</Tooltip> : mark;
}
