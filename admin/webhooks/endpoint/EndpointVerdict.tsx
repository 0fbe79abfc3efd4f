import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useAction } from "convex/react";
import { useCallback } from "react";
import { useNotify } from "react-admin";
import { api } from "../../../convex/_generated/api";
import { useMay } from "../../gate/viewer";
import { useRequest } from "../../providers/useRequest";
import { FailureLine } from "../../ui/FailureLine";
import { Icon } from "../../ui/Icon";
import type { EndpointReport } from "./endpointReport";

interface EndpointVerdictProps {
  report: EndpointReport;
  /** The endpoint was mended: look again. */
  onMended: () => void;
}

/** What is wrong with the endpoint, and the one click that mends it. */
export function EndpointVerdict({ report, onMended }: EndpointVerdictProps) {
  const { problems, plan } = report;
  if (problems.length === 0 && plan.length === 0) {
    return (
      <Sentence ink="ok" icon="ok">
        One endpoint points here, is switched on, and is told about everything Gatehouse needs.
      </Sentence>
    );
  }
  return (
    <Box sx={{ display: "grid", gap: 4 }}>
      {problems.map(({ code, sentence }) => (
        <Sentence key={code} ink="failure" icon="failure">
          {sentence}
        </Sentence>
      ))}
      {plan.length > 0 && <Repair plan={plan} onMended={onMended} />}
    </Box>
  );
}

interface SentenceProps {
  ink: "ok" | "failure";
  icon: "ok" | "failure";
  children: string;
}

function Sentence({ ink, icon, children }: SentenceProps) {
  return (
    <Typography
      variant="h2"
      component="p"
      sx={{ display: "flex", gap: 2, overflowWrap: "anywhere" }}
    >
      <Icon name={icon} sx={{ color: `inks.${ink}`, mt: 0.75, flex: "none" }} />
      <span>{children}</span>
    </Typography>
  );
}

function Repair({ plan, onMended }: { plan: readonly string[]; onMended: () => void }) {
  const may = useMay("admin");
  const notify = useNotify();
  const repair = useAction(api.gatehouse.endpoints.repair);
  const mend = useCallback(async () => {
    await repair({});
    notify("The endpoint was repaired in WorkOS.");
    onMended();
  }, [repair, notify, onMended]);
  const [request, run] = useRequest(mend);
  return (
    <Box sx={{ display: "grid", gap: 2, justifyItems: "start" }}>
      <Typography variant="body2">Repairing will, in WorkOS:</Typography>
      <Box component="ul" sx={{ m: 0, pl: 5, fontSize: 13, overflowWrap: "anywhere" }}>
        {plan.map((order) => (
          <li key={order}>{order}</li>
        ))}
      </Box>
      {may ? (
        <Button variant="contained" disabled={request.busy} onClick={run}>
          {request.busy ? "Repairing …" : "Repair the endpoint"}
        </Button>
      ) : (
        <Typography variant="body2" color="textSecondary">
          Repairing takes the role admin.
        </Typography>
      )}
      <FailureLine failure={request.failure} />
    </Box>
  );
}
