import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Skeleton from "@mui/material/Skeleton";
import Typography from "@mui/material/Typography";
import { useMay } from "../../gate/viewer";
import { LoopList } from "../loops/LoopList";
import { PersonDiagnosis } from "./PersonDiagnosis";
import { useDiagnosis } from "./useDiagnosis";

/** On a person's page: did they go round in circles, and why can they not sign in? */
export function SignInHelp({ workosId }: { workosId: string }) {
  const mayDiagnose = useMay("support");
  const { state, ask } = useDiagnosis();
  return (
    <Box sx={{ display: "grid", gap: 4, minWidth: 0 }}>
      <LoopList workosUserId={workosId} none={<NoLoops />} />
      {mayDiagnose && (
        <Button
          variant="outlined"
          disabled={state.kind === "asking"}
          onClick={() => ask({ workosId })}
          sx={{ justifySelf: "start" }}
        >
          {state.kind === "asking" ? "Looking …" : "Diagnose why they cannot sign in"}
        </Button>
      )}
      {state.kind === "asking" && <Skeleton height={200} />}
      {state.kind === "failed" && <Typography role="alert">{state.message}</Typography>}
      {state.kind === "answered" && (
        <PersonDiagnosis key={state.at} diagnosis={state.diagnosis} showLoops={false} />
      )}
    </Box>
  );
}

function NoLoops() {
  return (
    <Typography variant="body2" color="textSecondary">
      No login loop of theirs was seen.
    </Typography>
  );
}
