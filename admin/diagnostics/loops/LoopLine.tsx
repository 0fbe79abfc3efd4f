import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import type { ReactNode } from "react";
import { Link as RouterLink } from "react-router-dom";
import { causePath } from "../../addresses/diagnostics";
import { deviceOf } from "../../ui/device";
import { RelativeTime } from "../../ui/RelativeTime";
import { Status } from "../../ui/Status";
import { capitalized } from "../../ui/words";
import { LOOP_CAUSES, loopSentence, type Loop } from "./loopWords";

interface LoopLineProps {
  loop: Loop & {
    probableCause: keyof typeof LOOP_CAUSES;
    resolved: boolean;
    userAgent?: string | null;
    ip?: string | null;
  };
  /** Who it was, where that is not clear from the page. */
  who?: ReactNode;
}

/** One login loop: who, how often, on what, why, and whether it is over. */
export function LoopLine({ loop, who }: LoopLineProps) {
  const { startedAt, userAgent, ip, probableCause, resolved } = loop;
  const sentence = loopSentence(loop);
  const device = [userAgent && deviceOf(userAgent), ip].filter(Boolean).join(", ");
  return (
    <Box component="li" sx={{ py: 2, fontSize: 13, borderBottom: 1, borderColor: "divider" }}>
      <Box sx={{ display: "flex", flexWrap: "wrap", columnGap: 3, alignItems: "center" }}>
        <Box component="span" sx={{ flex: "1 1 320px", minWidth: 0, overflowWrap: "anywhere" }}>
          {who ? (
            <>
              {who} {sentence}
            </>
          ) : (
            capitalized(sentence)
          )}
          {device && <Box component="span" sx={{ color: "text.secondary" }}>{` (${device})`}</Box>}
        </Box>
        {resolved ? (
          <Status
            tone="ok"
            icon="ok"
            label="over"
            meaning="They have signed in since and stayed."
          />
        ) : (
          <Status
            tone="failure"
            icon="failure"
            label="not resolved"
            meaning="No lasting sign-in has been seen since."
          />
        )}
        <Box sx={{ color: "text.secondary" }}>
          <RelativeTime at={startedAt} />
        </Box>
      </Box>
      <Box sx={{ color: "text.secondary" }}>
        {LOOP_CAUSES[probableCause]}{" "}
        <Link component={RouterLink} to={causePath(probableCause)}>
          What to do
        </Link>
      </Box>
    </Box>
  );
}
