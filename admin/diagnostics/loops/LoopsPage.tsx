import Box from "@mui/material/Box";
import Checkbox from "@mui/material/Checkbox";
import FormControlLabel from "@mui/material/FormControlLabel";
import Typography from "@mui/material/Typography";
import { useSearchParams } from "react-router-dom";
import { EmptyState } from "../../ui/States";
import { LoopList } from "./LoopList";

/** Everybody who went round in circles. */
export function LoopsPage() {
  const [search, setSearch] = useSearchParams();
  const unresolved = search.has("unresolved");
  return (
    <Box sx={{ display: "grid", gap: 3, maxWidth: 960 }}>
      <Typography color="textSecondary" sx={{ maxWidth: "68ch" }}>
        A login loop: somebody signs in, is not let in, and is sent to sign in again. WorkOS counts
        every round as a success, so only the rhythm gives it away.
      </Typography>
      <FormControlLabel
        control={
          <Checkbox
            checked={unresolved}
            onChange={(_, checked) => setSearch(checked ? { unresolved: "" } : {}, REPLACE)}
          />
        }
        label="Only those not resolved"
        slotProps={{ typography: { variant: "body2" } }}
      />
      <LoopList key={String(unresolved)} unresolved={unresolved} none={<NoLoops />} />
    </Box>
  );
}

const REPLACE = { replace: true };

function NoLoops() {
  return (
    <EmptyState title="Nobody is going round in circles">
      <Typography component="p">
        When somebody signs in again and again within seconds on the same device, it appears here by
        itself.
      </Typography>
    </EmptyState>
  );
}
