import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useQuery_experimental as useQueryState } from "convex/react";
import { api } from "../../../convex/_generated/api";
import { toReadableError } from "../../providers/readableError";
import { Fact, Facts } from "../../ui/Facts";
import { RelativeTime } from "../../ui/RelativeTime";
import { Status } from "../../ui/Status";
import { Findings } from "../finding/Findings";
import { reportLines } from "./reportLines";

/** The answer of a person's browser, live: waiting for it, then what it says. */
export function SelfCheckReport({ code }: { code: string }) {
  const state = useQueryState({ query: api.gatehouse.selfChecks.get, args: { code } });
  if (state.status === "pending") return null;
  if (state.status === "error") return <span>{toReadableError(state.error).message}</span>;
  if (state.data === null) return <span>There is no self-check with the code {code}.</span>;
  const { report, findings, submittedAt } = state.data;
  if (report === null || submittedAt === null) {
    return <Status tone="unknown" icon="pending" label="Waiting for the person to open the link" />;
  }
  return (
    <Box sx={{ display: "grid", gap: 4, minWidth: 0 }}>
      <span>
        Their browser answered <RelativeTime at={submittedAt} />.
      </span>
      <Findings
        findings={findings}
        none={<Status tone="ok" icon="ok" label="Nothing that this page can see keeps them out" />}
      />
      {report.refreshTokenInLocalStorage === null && (
        <Typography variant="body2" color="textSecondary">
          The page was opened on {report.hostname}, so the app's own cookies and storage stayed
          hidden: sign-ins left unfinished, several session hints, a token in localStorage. A
          recording (HAR) of a sign-in shows the cookies; drop it under Evidence.
        </Typography>
      )}
      <Facts>
        {reportLines(report).map(({ label, value, sound }) => (
          <Fact key={label} label={label}>
            {sound ? value : <Status tone="warning" icon="warning" label={value} />}
          </Fact>
        ))}
      </Facts>
    </Box>
  );
}
