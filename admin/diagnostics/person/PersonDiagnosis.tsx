import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { RelativeTime } from "../../ui/RelativeTime";
import { Fold } from "../../ui/Fold";
import { Status } from "../../ui/Status";
import { capitalized, count } from "../../ui/words";
import { FoldedFindings } from "../finding/FoldedFindings";
import { LeadFinding } from "../finding/LeadFinding";
import { NotCheckable } from "../finding/NotCheckable";
import { LoopLine } from "../loops/LoopLine";
import { SelfCheckLink } from "../selfcheck/SelfCheckLink";
import { ReplyText } from "./ReplyText";
import type { Diagnosis } from "./useDiagnosis";

interface PersonDiagnosisProps {
  diagnosis: Diagnosis;
  /** False where the page lists their loops anyway. */
  showLoops?: boolean;
}

/** Why one person cannot sign in: verdict, what it rests on, what to do, what to tell them. */
export function PersonDiagnosis({ diagnosis, showLoops = true }: PersonDiagnosisProps) {
  const { verdict, findings, evidence, replyText, loops, workosId } = diagnosis;
  const known = findings.filter(({ certainty }) => certainty !== "unknown");
  const unknown = findings.filter(({ certainty }) => certainty === "unknown");
  const [first, ...others] = known;
  const [checkUrl, setCheckUrl] = useState<string | null>(null);
  return (
    <Box component="article" sx={{ display: "grid", gap: 7, minWidth: 0 }}>
      {first ? (
        <LeadFinding finding={{ ...first, sentence: verdict }} />
      ) : (
        <Typography sx={{ fontSize: 18, maxWidth: "60ch" }}>{verdict}</Typography>
      )}
      <ReplyText text={replyText} checkUrl={checkUrl} />
      <SelfCheckLink workosUserId={workosId} onMade={setCheckUrl} />
      {showLoops && loops.length > 0 && (
        <Fold open summary={count(loops.length, "login loop")}>
          <Box component="ul" sx={{ m: 0, p: 0, listStyle: "none" }}>
            {loops.map((loop) => (
              <LoopLine key={loop.startedAt} loop={loop} />
            ))}
          </Box>
        </Fold>
      )}
      <FoldedFindings title="Also found" findings={others} />
      <section>
        <Fold open={first === undefined} summary={`What was looked at: ${evidence.length} sources`}>
          <EvidenceChain evidence={evidence} />
        </Fold>
        <NotCheckable findings={unknown} />
      </section>
    </Box>
  );
}

function EvidenceChain({ evidence }: { evidence: Diagnosis["evidence"] }) {
  return (
    <Box component="ol" sx={{ m: 0, p: 0, listStyle: "none", fontSize: 13 }}>
      {evidence.map(({ source, sentence, at, available }) => (
        <Box
          component="li"
          key={`${source} ${sentence}`}
          sx={{ py: 1.5, borderBottom: 1, borderColor: "divider" }}
        >
          {available ? sentence : <Status tone="unknown" icon="pending" label="not known" />}
          <Box sx={{ color: "text.secondary" }}>
            {!available && `${sentence} `}
            {capitalized(source)}, read <RelativeTime at={at} />
          </Box>
        </Box>
      ))}
    </Box>
  );
}
