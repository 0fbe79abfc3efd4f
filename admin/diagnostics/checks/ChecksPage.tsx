import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import Skeleton from "@mui/material/Skeleton";
import Typography from "@mui/material/Typography";
import { useQuery_experimental as useQueryState } from "convex/react";
import { Link as RouterLink, useSearchParams } from "react-router-dom";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { ENVIRONMENTS } from "../../addresses/diagnostics";
import { useMay } from "../../gate/viewer";
import { EmptyState, ErrorState } from "../../ui/States";
import { EnvironmentTabs } from "./EnvironmentTabs";
import { History } from "./History";
import { RunHead } from "./RunHead";
import { RunResult } from "./RunResult";
import { useRunChecks } from "./useRunChecks";

/** Is the app set up so that people can sign in? One environment at a time. */
export function ChecksPage() {
  const environments = useQueryState({ query: api.gatehouse.environments.list, args: {} });
  const [search, setSearch] = useSearchParams();
  if (environments.status === "error") return <ErrorState error={environments.error} />;
  if (environments.status === "pending") return <Skeleton height={320} />;
  const list = environments.data;
  const current = list.find(({ _id }) => _id === search.get("env")) ?? list[0];
  if (!current) return <NoEnvironments />;
  return (
    <Box sx={{ display: "grid", gap: 6, minWidth: 0, maxWidth: 960 }}>
      <EnvironmentTabs
        environments={list}
        current={current._id}
        onChange={(env) => setSearch({ env }, { replace: true })}
      />
      <EnvironmentChecks key={current._id} environmentId={current._id} />
    </Box>
  );
}

function EnvironmentChecks({ environmentId }: { environmentId: Id<"environments"> }) {
  const state = useQueryState({ query: api.gatehouse.diagnostics.latest, args: { environmentId } });
  const { run, failure } = useRunChecks(environmentId);
  if (state.status === "error") return <ErrorState error={state.error} />;
  if (state.status === "pending") return <Skeleton height={320} />;
  return (
    <>
      <RunHead view={state.data} onRun={() => run()} failure={failure} />
      {state.data ? (
        <RunResult view={state.data} onRun={run}>
          <History environmentId={environmentId} />
        </RunResult>
      ) : (
        <Typography color="textSecondary">
          This environment has not been checked yet. Running all checks takes a few seconds and
          changes nothing.
        </Typography>
      )}
    </>
  );
}

function NoEnvironments() {
  const mayAdd = useMay("admin");
  return (
    <EmptyState title="No environment of your app is known yet">
      <Typography component="p">
        An environment is one place your app runs, such as Production: its address, its callback
        addresses and its WorkOS client. Once one is known, every step of its sign-in can be checked
        here.
      </Typography>
      {mayAdd ? (
        <Link component={RouterLink} to={`${ENVIRONMENTS}?add`}>
          Add an environment
        </Link>
      ) : (
        <Typography component="p">An admin can add one under Environments.</Typography>
      )}
    </EmptyState>
  );
}
