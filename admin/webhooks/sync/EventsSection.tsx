import Box from "@mui/material/Box";
import Skeleton from "@mui/material/Skeleton";
import Typography from "@mui/material/Typography";
import { useQuery_experimental as useQueryState } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { api } from "../../../convex/_generated/api";
import { Copyable } from "../../ui/Copy";
import { Fact, Facts } from "../../ui/Facts";
import { RelativeTime } from "../../ui/RelativeTime";
import { Section } from "../../ui/Section";
import { ErrorState } from "../../ui/States";
import { count } from "../../ui/words";

type Drain = NonNullable<FunctionReturnType<typeof api.gatehouse.sync.drain>>;

/** How the Events API is read, which brings what no webhook brought. */
export function EventsSection() {
  const state = useQueryState({ query: api.gatehouse.sync.drain, args: {} });
  return (
    <Section title="Events API">
      <Box sx={{ display: "grid", gap: 4 }}>
        <Typography variant="body2" color="textSecondary">
          Read every minute, and a few seconds after each webhook, from where it had got to. What no
          webhook brought is applied then.
        </Typography>
        {state.status === "pending" && <Skeleton height={130} />}
        {state.status === "error" && <ErrorState error={state.error} />}
        {state.status === "success" && state.data === null && (
          <Typography variant="body2">
            Not read yet. It needs WORKOS_API_KEY on the deployment; then it begins within a minute.
          </Typography>
        )}
        {state.status === "success" && state.data !== null && <DrainFacts drain={state.data} />}
      </Box>
    </Section>
  );
}

function DrainFacts({ drain }: { drain: Drain }) {
  const { lastDrainedAt, lastError, consecutiveErrors, cursor, cursorMovedAt, healed } = drain;
  return (
    <>
      {lastError !== null && (
        <Typography variant="body2" role="alert" color="error">
          {lastError} Tried {count(consecutiveErrors, "time")} in a row; tries again every minute.
        </Typography>
      )}
      <Facts>
        <Fact label="Read to its end">
          {lastDrainedAt === null ? "not yet" : <RelativeTime at={lastDrainedAt} />}
        </Fact>
        <Fact label="Healed">{count(healed, "event")} that no webhook had brought</Fact>
        <Fact label="Cursor">
          {cursor === null ? "at the beginning" : <Copyable text={cursor} what="cursor" />}
        </Fact>
        <Fact label="Cursor moved">
          <RelativeTime at={cursorMovedAt} />
        </Fact>
      </Facts>
    </>
  );
}
