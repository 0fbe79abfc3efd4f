import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Skeleton from "@mui/material/Skeleton";
import Typography from "@mui/material/Typography";
import { useQuery_experimental as useQueryState } from "convex/react";
import { useSearchParams } from "react-router-dom";
import { api } from "../../../convex/_generated/api";
import { useMay } from "../../gate/viewer";
import { EmptyState, ErrorState } from "../../ui/States";
import { Comparison } from "./Comparison";
import { EnvironmentForm } from "./EnvironmentForm";

/** The app's environments side by side; admins add and change them here. */
export function EnvironmentsPage() {
  const list = useQueryState({ query: api.gatehouse.environments.list, args: {} });
  const [search, setSearch] = useSearchParams();
  const mayChange = useMay("admin");
  if (list.status === "error") return <ErrorState error={list.error} />;
  if (list.status === "pending") return <Skeleton height={320} />;
  const edited = list.data.find(({ _id }) => _id === search.get("edit")) ?? null;
  if (mayChange && (search.has("add") || edited)) {
    return <EnvironmentForm key={edited?._id} environment={edited} onDone={() => setSearch({})} />;
  }
  return (
    <Box sx={{ display: "grid", gap: 5, minWidth: 0 }}>
      <Box sx={{ display: "flex", gap: 4, alignItems: "center", flexWrap: "wrap" }}>
        <Typography color="textSecondary" sx={{ flex: "1 1 320px", maxWidth: "68ch" }}>
          What each environment is meant to be. Marked lines are those where two environments share
          what each should have for itself.
        </Typography>
        {mayChange && (
          <Button variant="outlined" onClick={() => setSearch({ add: "" })}>
            Add an environment
          </Button>
        )}
      </Box>
      {list.data.length === 0 ? (
        <EmptyState title="No environment yet">
          <Typography component="p">
            Production, Development and previews appear here side by side once an admin adds them.
          </Typography>
        </EmptyState>
      ) : (
        <Comparison onEdit={mayChange ? (id) => setSearch({ edit: id }) : null} />
      )}
    </Box>
  );
}
