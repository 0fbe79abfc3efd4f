import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { HarAnalysis } from "../../analysis/har/analyseHar";
import { Status } from "../../../ui/Status";
import { count } from "../../../ui/words";
import { Findings } from "../../finding/Findings";
import { Chain } from "./Chain";

/** What a recording shows: findings first, then the drawing they rest on. */
export function HarResult({ analysis }: { analysis: HarAnalysis }) {
  const { facts, findings, environment } = analysis;
  return (
    <Box sx={{ display: "grid", gap: 8, minWidth: 0 }}>
      <Findings findings={findings} none={<NothingFound analysis={analysis} />} />
      <Box sx={{ display: "grid", gap: 1, fontSize: 13, color: "text.secondary" }}>
        <span>
          {count(facts.entries, "request")} in the recording, {facts.steps.length} of them matter
          for signing in. Values of cookies, codes and tokens were taken out while reading.
        </span>
        <span>{comparedWith(environment)}</span>
        {facts.incomplete !== null && <span>{facts.incomplete}</span>}
        {!facts.cookiesRecorded && (
          <span>
            The browser left cookies out of this recording, so nothing can be said about them. In
            Chrome, choose “Export HAR (with sensitive data)”: it stays on this page.
          </span>
        )}
      </Box>
      {facts.steps.length > 0 && <Chain facts={facts} />}
    </Box>
  );
}

function comparedWith(environment: string | null): string {
  return environment === null
    ? "It fits no environment registered here, so it was judged by itself."
    : `It was compared with the environment ${environment} and what its last checks read at WorkOS.`;
}

function NothingFound({ analysis: { facts } }: { analysis: HarAnalysis }) {
  if (facts.steps.length === 0) {
    return (
      <Typography>
        This recording shows no sign-in. Ask for one that begins before pressing “Sign in”, with
        “Preserve log” switched on.
      </Typography>
    );
  }
  return <Status tone="ok" icon="ok" label="Nothing in this recording explains a failed sign-in" />;
}
