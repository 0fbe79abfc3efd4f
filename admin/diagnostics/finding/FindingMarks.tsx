import Box from "@mui/material/Box";
import Tooltip from "@mui/material/Tooltip";
import type { ShownFinding } from "./shown";
import { exactUtc } from "../../ui/time";
import { Status } from "../../ui/Status";
import { useNow } from "../../ui/useNow";
import { CERTAINTY, SEVERITY, sinceWords } from "./words";

type Marked = Pick<ShownFinding, "severity" | "certainty">;

/** What a finding does, how sure it is, since when: shape, word and colour. */
export function FindingMarks({ finding, since }: { finding: Marked; since?: number | undefined }) {
  const now = useNow();
  const { label, meaning, tone, icon } = SEVERITY[finding.severity];
  const certainty = CERTAINTY[finding.certainty];
  return (
    <Box
      component="span"
      sx={{ display: "inline-flex", flexWrap: "wrap", columnGap: 3, fontSize: 13 }}
    >
      <Status tone={tone} icon={icon} label={label} meaning={meaning} />
      <Tooltip title={certainty.meaning}>
        <Box component="span" sx={{ color: "text.secondary" }}>
          {certainty.label}
        </Box>
      </Tooltip>
      {since !== undefined && (
        <Tooltip title={exactUtc(since)}>
          <Box component="span" sx={{ color: "text.secondary" }}>
            {sinceWords(since, now)}
          </Box>
        </Tooltip>
      )}
    </Box>
  );
}
