import Box from "@mui/material/Box";
import Tooltip from "@mui/material/Tooltip";
import { useQuery_experimental as useQueryState } from "convex/react";
import type { FunctionArgs, FunctionReference, FunctionReturnType } from "convex/server";
import { Link } from "react-router-dom";
import { api } from "../../../convex/_generated/api";
import { HOUR_IN_MS, startOf } from "../../../convex/gatehouse/lib/utc";
import { toReadableError } from "../../providers/readableError";
import { Status } from "../../ui/Status";
import { useNow } from "../../ui/useNow";
import {
  arrivalMark,
  drainMark,
  driftMark,
  failureMark,
  lagMark,
  refusalMark,
  type HealthMark,
} from "./healthMarks";

/** One line: do webhooks arrive and get through, and does the table equal WorkOS? */
export function HealthStrip() {
  const now = useNow();
  const hourAt = startOf(HOUR_IN_MS, now);
  return (
    <Box
      role="status"
      aria-label="Webhook health"
      sx={{
        ...{ display: "flex", flexWrap: "wrap", columnGap: 5, rowGap: 1 },
        ...{ px: { xs: 3, sm: 6 }, py: 2.5, minHeight: 42, fontSize: 13 },
        ...{ borderBottom: 1, borderColor: "divider", flex: "none" },
      }}
    >
      <Mark of={api.gatehouse.inbox.health} args={{}} in={(health) => arrivalMark(health, now)} />
      <Mark of={api.gatehouse.inbox.lag} args={{ hourAt }} in={(lag) => lagMark(lag)} />
      <Mark of={api.gatehouse.inbox.health} args={{}} in={(health) => failureMark(health)} />
      <Mark
        of={api.gatehouse.inbox.refused}
        args={{ hourAt }}
        in={(refused) => refusalMark(refused)}
      />
      <Mark of={api.gatehouse.sync.drain} args={{}} in={(drain) => drainMark(drain, now)} />
      <Mark of={api.gatehouse.drift.summary} args={{}} in={(summary) => driftMark(summary, now)} />
    </Box>
  );
}

type Facts = FunctionReference<"query", "public">;

interface MarkProps<F extends Facts> {
  of: F;
  args: FunctionArgs<F>;
  in: (facts: FunctionReturnType<F>) => HealthMark;
}

function Mark<F extends Facts>({ of: query, args, in: markOf }: MarkProps<F>) {
  const state = useQueryState({ query: query as Facts, args });
  if (state.status === "pending") return null;
  if (state.status === "error") return <span>{toReadableError(state.error).message}</span>;
  const facts = state.data as FunctionReturnType<F>;
  return <Word {...markOf(facts)} />;
}

function Word({ tone, icon, label, meaning, to }: HealthMark) {
  const word = <Status tone={tone} icon={icon} label={label} />;
  return (
    <Tooltip title={<Box sx={{ whiteSpace: "pre-line" }}>{meaning}</Box>}>
      {to === undefined ? (
        <span>{word}</span>
      ) : (
        <Box component={Link} to={to} sx={{ color: "inherit", textDecoration: "none" }}>
          {word}
        </Box>
      )}
    </Tooltip>
  );
}
