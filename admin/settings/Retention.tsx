import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { KEPT_FOR_GOOD, LIMITS } from "../../convex/gatehouse/retention/limits";
import { Fact, Facts } from "../ui/Facts";
import { count } from "../ui/words";

/** What is kept, and for how long: the limits the nightly pruning goes by. */
export function Retention() {
  return (
    <Box sx={{ display: "grid", gap: 3 }}>
      <Typography variant="body2" color="textSecondary">
        What is older is deleted every night at 03:10 UTC. The overview’s figures stay as they are.
      </Typography>
      <Facts>
        {Object.values(LIMITS).map(({ title, days, since, why }) => (
          <Fact key={title} label={title}>
            <Kept time={`${count(days, "day")} after ${since}`} why={why} />
          </Fact>
        ))}
        {KEPT_FOR_GOOD.map(({ title, why }) => (
          <Fact key={title} label={title}>
            <Kept time="for good" why={why} />
          </Fact>
        ))}
      </Facts>
    </Box>
  );
}

function Kept({ time, why }: { time: string; why: string }) {
  return (
    <Box sx={{ py: 0.75 }}>
      {time}
      <Box sx={{ color: "text.secondary", fontSize: 12 }}>{why}</Box>
    </Box>
  );
}
