import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Link from "@mui/material/Link";
import { useState } from "react";
import { Link as RouterLink } from "react-router-dom";
import { Icon, type IconName } from "../ui/Icon";
import { RelativeTime } from "../ui/RelativeTime";
import type { Tone } from "../ui/Status";
import { exactUtc } from "../ui/time";

/** One line of a person's history; `times` above 1 is a run of the same thing, folded. */
export interface HistoryLine {
  id: string;
  sentence: string;
  /** Why it looks the way it does, or what else is known of it. */
  note: string | null;
  tone: Tone;
  at: number;
  /** When the run began; the same as `at` for a single entry. */
  since: number;
  times: number;
  /** Where the whole story is. */
  path?: string;
}

/** Lines to show before "Show all". */
const SHORT = 8;

/** A person's history, newest first, a line each. */
export function HistoryLines({ label, lines }: { label: string; lines: readonly HistoryLine[] }) {
  const [long, setLong] = useState(false);
  return (
    <>
      <Box component="ol" aria-label={label} sx={{ listStyle: "none", m: 0, p: 0 }}>
        {lines.slice(0, long ? undefined : SHORT).map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </Box>
      {lines.length > SHORT && !long && (
        <Button onClick={() => setLong(true)} sx={{ mt: 1, ml: -2 }}>
          Show {lines.length - SHORT} earlier
        </Button>
      )}
    </>
  );
}

const ICONS: Record<Tone, IconName | null> = {
  failure: "failure",
  warning: "warning",
  ok: "ok",
  unknown: "pending",
  neutral: null,
};

function Line({ line }: { line: HistoryLine }) {
  const icon = ICONS[line.tone];
  return (
    <Box
      component="li"
      sx={{
        display: "grid",
        gridTemplateColumns: "16px 1fr auto",
        columnGap: 2,
        py: 0.75,
        fontSize: 13,
      }}
    >
      <Box
        sx={{
          color: icon ? `inks.${line.tone}` : "inks.rule",
          display: "grid",
          placeItems: "center",
          height: 19,
        }}
      >
        {icon ? <Icon name={icon} sx={{ fontSize: 14 }} /> : <Dot />}
      </Box>
      <Box sx={{ minWidth: 0 }}>
        <Sentence line={line} />
        {line.times > 1 && (
          <Box
            component="span"
            title={`since ${exactUtc(line.since)}`}
            sx={{ color: "text.secondary" }}
          >
            {` · ${line.times} times since `}
            <RelativeTime at={line.since} />
          </Box>
        )}
        {line.note && (
          <Box sx={{ color: icon ? `inks.${line.tone}` : "text.secondary", fontSize: 12 }}>
            {line.note}
          </Box>
        )}
      </Box>
      <Box sx={{ color: "text.secondary", whiteSpace: "nowrap" }}>
        <RelativeTime at={line.at} />
      </Box>
    </Box>
  );
}

function Sentence({ line: { sentence, path } }: { line: HistoryLine }) {
  if (path === undefined) return sentence;
  return (
    <Link component={RouterLink} to={path} color="textPrimary">
      {sentence}
    </Link>
  );
}

function Dot() {
  return <Box sx={{ width: 5, height: 5, borderRadius: "50%", bgcolor: "currentColor" }} />;
}
