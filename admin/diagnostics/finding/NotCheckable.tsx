import Box from "@mui/material/Box";
import type { ShownFinding } from "./shown";
import { Fold } from "../../ui/Fold";
import { Status } from "../../ui/Status";
import { count } from "../../ui/words";

/** What cannot be told from here: why, and how to find out. */
export function NotCheckable({ findings }: { findings: readonly ShownFinding[] }) {
  if (findings.length === 0) return null;
  return (
    <Fold
      summary={
        <Status
          tone="unknown"
          icon="pending"
          label={`${count(findings.length, "thing")} cannot be checked from here`}
        />
      }
    >
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: "none", display: "grid", gap: 4 }}>
        {findings.map((finding) => (
          <Box component="li" key={`${finding.code} ${finding.subject}`} sx={{ maxWidth: "76ch" }}>
            {finding.sentence}
            <Box sx={{ color: "text.secondary", fontSize: 13 }}>
              {finding.unknownReason}
              {finding.unknownReason && !/[.!?]$/.test(finding.unknownReason) && "."}
            </Box>
            <Box sx={{ fontSize: 13 }}>To find out: {finding.howWeKnow}</Box>
          </Box>
        ))}
      </Box>
    </Fold>
  );
}
