import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import type { HarFacts } from "../../../../convex/gatehouse/diagnostics/harFacts";
import { Fold } from "../../../ui/Fold";
import { count } from "../../../ui/words";
import { HEADING } from "../../finding/FoldedFindings";
import { chainRows, LANES, type ChainRow } from "./chainRows";
import { ChainStep } from "./ChainStep";

/** So many steps are drawn before one has to ask for more. */
const STEPS_AT_ONCE = 120;

/** A recording drawn step by step: who was asked, what came back, where it goes round. */
export function Chain({ facts }: { facts: HarFacts }) {
  const rows = chainRows(facts);
  const { loop } = facts;
  const turned = loop === null ? -1 : rows.findIndex(({ loop: place }) => place === "turn");
  const [first, again] =
    turned < 0 ? [rows, []] : [rows.slice(0, turned + 1), rows.slice(turned + 1)];
  return (
    <section aria-label="The sign-in step by step">
      <Typography variant="h2" sx={{ ...HEADING, mb: 3 }}>
        The sign-in, step by step
      </Typography>
      <Lanes />
      <Steps rows={first} before={0} />
      {again.length > 0 && (
        <Fold
          summary={`Then it goes round again, ${count(loop?.rounds ?? 0, "round")} in all: ${count(again.length, "step")} more`}
        >
          <Steps rows={again} before={first.at(-1)?.lane ?? 0} />
        </Fold>
      )}
    </section>
  );
}

function Steps({ rows, before }: { rows: readonly ChainRow[]; before: number }) {
  const [limit, setLimit] = useState(STEPS_AT_ONCE);
  const shown = rows.slice(0, limit);
  return (
    <>
      <Box component="ol" sx={{ m: 0, p: 0, listStyle: "none" }}>
        {shown.map((row, index) => (
          <ChainStep
            key={row.step.index}
            row={row}
            from={shown[index - 1]?.lane ?? before}
            isLast={index === shown.length - 1}
          />
        ))}
      </Box>
      {rows.length > limit && (
        <Button variant="outlined" onClick={() => setLimit(limit + STEPS_AT_ONCE)}>
          Show {count(Math.min(STEPS_AT_ONCE, rows.length - limit), "step")} more
        </Button>
      )}
    </>
  );
}

/** Names the lines of the drawing. */
function Lanes() {
  return (
    <Typography variant="caption" color="textSecondary" component="p" sx={{ mt: 0, mb: 2 }}>
      The line runs on the left at {LANES[0]?.toLowerCase()}, in the middle at {LANES[1]}, on the
      right at {LANES[2]}.
    </Typography>
  );
}
