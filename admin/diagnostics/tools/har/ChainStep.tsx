import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import { Link as RouterLink } from "react-router-dom";
import type { HarStep } from "../../../../convex/gatehouse/diagnostics/harFacts";
import { causePath } from "../../../addresses/diagnostics";
import { MONO } from "../../../theme/theme";
import { Status } from "../../../ui/Status";
import { listing } from "../../../ui/words";
import { addressText } from "../../analysis/har/address";
import { statusWords, stepWords, type ChainRow, type StepNote } from "./chainRows";
import { LaneLine } from "./LaneLine";

interface ChainStepProps {
  row: ChainRow;
  /** The lane of the step before. */
  from: number;
  isLast: boolean;
}

/** One step: where, what, how it ended, which cookies, and what is wrong with it. */
export function ChainStep({ row, from, isLast }: ChainStepProps) {
  const { step, lane, notes, loop } = row;
  const failed = step.status === 0 || step.status >= 400;
  return (
    <Box component="li" sx={{ display: "flex", gap: 3, ...(loop !== null && IN_LOOP) }}>
      <LaneLine
        from={from}
        to={lane}
        isLast={isLast}
        tone={notes.length > 0 || failed ? "failure" : "plain"}
      />
      <Box sx={{ flex: 1, minWidth: 0, pb: 4, fontSize: 13, display: "grid", gap: 0.5 }}>
        {loop === "start" && <LoopMark label="The loop begins here" />}
        <Box sx={{ fontWeight: 550 }}>
          {step.index + 1}. {stepWords(step)}
        </Box>
        <Box sx={{ fontFamily: MONO, fontSize: 11.5, overflowWrap: "anywhere" }}>
          {step.method} {addressText(step.address)}
          <Box component="span" sx={{ color: failed ? "inks.failure" : "text.secondary" }}>
            {"  "}
            {statusWords(step)}
          </Box>
        </Box>
        <Cookies step={step} />
        {notes.map((note) => (
          <Note key={note.sentence} note={note} />
        ))}
        {loop === "turn" && <LoopMark label="Here the person is sent round again" />}
      </Box>
    </Box>
  );
}

const IN_LOOP = { bgcolor: "action.hover", borderRight: "3px solid", borderColor: "inks.warning" };

function LoopMark({ label }: { label: string }) {
  return (
    <span>
      <Status tone="warning" icon="warning" label={label} />
    </span>
  );
}

function Cookies({ step: { cookiesSet, cookiesSent } }: { step: HarStep }) {
  if (cookiesSet.length + cookiesSent.length === 0) return null;
  const set = cookiesSet.map(({ name }) => name);
  return (
    <Box sx={{ color: "text.secondary", overflowWrap: "anywhere" }}>
      {cookiesSent.length > 0 && `Cookies sent: ${listing(cookiesSent)}. `}
      {set.length > 0 && `Cookies set: ${listing(set)}.`}
    </Box>
  );
}

function Note({ note: { sentence, code } }: { note: StepNote }) {
  return (
    <Box sx={{ color: "inks.failure" }}>
      {sentence}{" "}
      {code !== null && (
        <Link component={RouterLink} to={causePath(code)}>
          What to do
        </Link>
      )}
    </Box>
  );
}
