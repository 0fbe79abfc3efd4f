import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Skeleton from "@mui/material/Skeleton";
import Typography from "@mui/material/Typography";
import { useAction } from "convex/react";
import { useCallback, useEffect } from "react";
import { api } from "../../../convex/_generated/api";
import { useRequest } from "../../providers/useRequest";
import { Copyable } from "../../ui/Copy";
import { Fact, Facts } from "../../ui/Facts";
import { RelativeTime } from "../../ui/RelativeTime";
import { Section } from "../../ui/Section";
import { ErrorState } from "../../ui/States";
import { useTitle } from "../../ui/title";
import { EndpointList } from "./EndpointList";
import type { EndpointReport } from "./endpointReport";
import { EndpointVerdict } from "./EndpointVerdict";
import { SecretHelp } from "./SecretHelp";

/** Who sends webhooks here: what is wrong with it, and the button that mends it. */
export function EndpointPage() {
  useTitle("Webhooks", "Endpoint");
  const ask = useAction(api.gatehouse.endpoints.check);
  const [{ busy, data, failure }, check] = useRequest(useCallback(() => ask({}), [ask]));
  useEffect(check, [check]);
  return (
    <Box sx={{ height: "100%", overflow: "auto" }}>
      <Box sx={{ maxWidth: 820, p: { xs: 3, sm: 6 }, display: "grid", gap: 8 }}>
        {failure !== null && <ErrorState error={failure} onRetry={check} />}
        {failure === null && data === undefined && <Waiting />}
        {failure === null && data !== undefined && (
          <Checked report={data} busy={busy} onCheck={check} />
        )}
      </Box>
    </Box>
  );
}

interface CheckedProps {
  report: EndpointReport;
  busy: boolean;
  onCheck: () => void;
}

function Checked({ report, busy, onCheck }: CheckedProps) {
  return (
    <>
      <EndpointVerdict report={report} onMended={onCheck} />
      <SecretHelp report={report} />
      <Facts>
        <Fact label="Webhook address">
          <Copyable text={report.url} what="webhook address" />
        </Fact>
        <Fact label="Checked">
          <Box sx={{ display: "flex", alignItems: "center", gap: 3 }}>
            <span>
              <RelativeTime at={report.checkedAt} />
            </span>
            <Button disabled={busy} onClick={onCheck}>
              {busy ? "Asking WorkOS …" : "Check again"}
            </Button>
          </Box>
        </Fact>
      </Facts>
      <Section title="Endpoints registered in WorkOS">
        <EndpointList endpoints={report.endpoints} />
      </Section>
    </>
  );
}

function Waiting() {
  return (
    <Box aria-busy sx={{ display: "grid", gap: 4 }}>
      <Typography color="textSecondary">Asking WorkOS which endpoints it has …</Typography>
      <Skeleton height={66} />
      <Skeleton height={160} />
    </Box>
  );
}
