import Box from "@mui/material/Box";
import { lazy, Suspense } from "react";
import { useQuery_experimental as useQueryState } from "convex/react";
import { api } from "../../convex/_generated/api";
import { useOpenLoops } from "../diagnostics/loops/useOpenLoops";
import { ErrorState } from "../ui/States";
import { useTitle } from "../ui/title";
import { FiguresSkeleton } from "./FiguresSkeleton";
import { NothingYet } from "./NothingYet";
import { RangeChoice } from "./RangeChoice";
import { countOf } from "./series";
import { Standing } from "./Standing";
import { useOverview, useRange, type OverviewData } from "./useOverview";
import { VerdictLine, VerdictSkeleton } from "./VerdictLine";

/** The charts bring their library along; the sentence above them does not wait for it. */
const Figures = lazy(async () => {
  const { Figures } = await import("./Figures");
  return { default: Figures };
});

/** How things stand: one sentence, then what it rests on, then the charts. */
export function Overview() {
  useTitle("Overview");
  const [range, setRange] = useRange();
  const figures = useOverview(range);
  const health = useQueryState({ query: api.gatehouse.inbox.health, args: {} });
  const openLoops = useOpenLoops();
  const failed = [figures, health].find(({ status }) => status === "error");
  if (failed?.status === "error") return <ErrorState error={failed.error} />;
  const isReady = figures.status === "success" && health.status === "success";
  if (isReady && health.data.lastReceivedAt === null && isEmpty(figures.data)) {
    return <NothingYet />;
  }
  return (
    <Box sx={{ height: "100%", overflow: "auto" }}>
      <Box sx={{ maxWidth: 1280, p: { xs: 4, sm: 6 }, display: "grid", gap: 8 }}>
        {isReady ? (
          <VerdictLine data={figures.data} health={health.data} openLoops={openLoops} />
        ) : (
          <VerdictSkeleton />
        )}
        <Standing
          days={figures.status === "success" ? figures.data.days : undefined}
          health={health.status === "success" ? health.data : undefined}
        />
        <RangeChoice range={range} onChange={setRange} />
        {figures.status === "success" ? (
          <Suspense fallback={<FiguresSkeleton />}>
            <Figures days={figures.data.days} />
          </Suspense>
        ) : (
          <FiguresSkeleton />
        )}
      </Box>
    </Box>
  );
}

function isEmpty({ days }: OverviewData): boolean {
  return days.every(
    ({ signIns, failures, newUsers, monthlyActiveUsers }) =>
      countOf(signIns) + countOf(failures) + newUsers + monthlyActiveUsers === 0,
  );
}
