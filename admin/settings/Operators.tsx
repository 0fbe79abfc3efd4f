import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import Skeleton from "@mui/material/Skeleton";
import Typography from "@mui/material/Typography";
import { useQuery_experimental as useQueryState } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { Link as RouterLink } from "react-router-dom";
import { api } from "../../convex/_generated/api";
import { userPath } from "../addresses/users";
import { useMay, useOperator } from "../gate/viewer";
import { Fact, Facts } from "../ui/Facts";
import { ErrorState } from "../ui/States";
import { AppointOperator } from "./AppointOperator";
import { RoleSelect } from "./RoleSelect";
import { useSetRole } from "./useSetRole";

type Operator = FunctionReturnType<typeof api.gatehouse.operators.list>[number];

/** Who may use the console, and, for admins, changing that. */
export function Operators() {
  const state = useQueryState({ query: api.gatehouse.operators.list, args: {} });
  const isAdmin = useMay("admin");
  const setRole = useSetRole();
  if (state.status === "pending") return <Skeleton height={110} />;
  if (state.status === "error") return <ErrorState error={state.error} />;
  return (
    <Box sx={{ display: "grid", gap: 4 }}>
      <Facts>
        {state.data.map((operator) => (
          <Fact key={operator.workosId} label={operator.name ?? "No name"}>
            <OperatorRow operator={operator} isAdmin={isAdmin} setRole={setRole} />
          </Fact>
        ))}
      </Facts>
      {setRole.failure && (
        <Typography variant="body2" role="alert" color="error">
          {setRole.failure}
        </Typography>
      )}
      {isAdmin ? (
        <AppointOperator setRole={setRole} />
      ) : (
        <Typography variant="body2" color="textSecondary">
          Admins appoint operators and change their roles.
        </Typography>
      )}
    </Box>
  );
}

interface OperatorRowProps {
  operator: Operator;
  isAdmin: boolean;
  setRole: ReturnType<typeof useSetRole>;
}

function OperatorRow({ operator, isAdmin, setRole }: OperatorRowProps) {
  const { email, workosId, role } = operator;
  const isSelf = useOperator().workosId === workosId;
  return (
    <Box sx={{ display: "flex", alignItems: "center", gap: 3, flexWrap: "wrap" }}>
      <Link
        component={RouterLink}
        to={userPath(workosId)}
        sx={{ flex: 1, minWidth: 0, overflow: "hidden", textOverflow: "ellipsis" }}
      >
        {email ?? workosId}
      </Link>
      {isAdmin && !isSelf && email !== null ? (
        <RoleSelect
          label={`Role of ${email}`}
          value={role}
          mayRemove
          disabled={setRole.isSaving}
          onChange={(next) => void setRole.save(email, next)}
        />
      ) : (
        <Box component="span" sx={{ color: "text.secondary" }}>
          {isSelf ? `${role} · you` : role}
        </Box>
      )}
    </Box>
  );
}
