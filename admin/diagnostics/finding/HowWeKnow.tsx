import Box from "@mui/material/Box";
import type { ShownFinding } from "./shown";
import { RelativeTime } from "../../ui/RelativeTime";
import { capitalized } from "../../ui/words";
import { CERTAINTY } from "./words";

type Known = Pick<ShownFinding, "howWeKnow" | "evidence" | "certainty">;

/** What a finding rests on: the reasoning, each piece of evidence with its age, how sure it is. */
export function HowWeKnow({ finding }: { finding: Known }) {
  const { label, meaning } = CERTAINTY[finding.certainty];
  return (
    <Box sx={{ display: "grid", gap: 1.5 }}>
      <span>{finding.howWeKnow}</span>
      <Box
        component="ul"
        sx={{ m: 0, p: 0, listStyle: "none", color: "text.secondary", display: "grid", gap: 0.5 }}
      >
        {finding.evidence.map(({ kind, source, at }) => (
          <li key={`${kind} ${source} ${at}`}>
            {capitalized(source)}, read <RelativeTime at={at} />
          </li>
        ))}
        <li>
          {capitalized(label)}: {meaning.charAt(0).toLowerCase() + meaning.slice(1)}
        </li>
      </Box>
    </Box>
  );
}
