import Button from "@mui/material/Button";
import { useAction } from "convex/react";
import { useCallback } from "react";
import { api } from "../../../convex/_generated/api";
import { useMay } from "../../gate/viewer";
import type { DriftRecord } from "../../providers/resources";
import { useRequest } from "../../providers/useRequest";
import { FailureLine } from "../../ui/FailureLine";
import { repairWords } from "./driftWords";

/** Mends one difference: asks WorkOS about the user now, and applies what it says. */
export function RepairButton({ row }: { row: DriftRecord }) {
  const may = useMay("admin");
  const repair = useAction(api.gatehouse.drift.repair);
  const [request, run] = useRequest(
    useCallback(() => repair({ driftId: row._id }), [repair, row._id]),
  );
  const words = repairWords(row);
  if (words === null || !may) return null;
  return (
    <>
      <Button
        variant="outlined"
        color={row.kind === "missing_in_workos" ? "error" : "primary"}
        aria-label={`${words}: ${row.userLabel ?? row.workosUserId}`}
        disabled={request.busy}
        onClick={run}
      >
        {request.busy ? "Asking WorkOS …" : words}
      </Button>
      <FailureLine failure={request.failure} />
    </>
  );
}
