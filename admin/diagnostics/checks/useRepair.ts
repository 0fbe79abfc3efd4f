import { useAction, useMutation } from "convex/react";
import { useState } from "react";
import { useNotify } from "react-admin";
import { api } from "../../../convex/_generated/api";
import type { CauseCode } from "../../../convex/gatehouse/diagnostics/catalogue";
import { allows, type Role } from "../../../convex/gatehouse/operators/roles";
import { useOperator } from "../../gate/viewer";
import { toReadableError } from "../../providers/readableError";
import { count } from "../../ui/words";
import type { ShownFinding } from "../finding/shown";
import { peopleWithoutRow, type Check } from "./runWords";

/** Causes that Convex's one step at WorkOS mends: one endpoint, switched on, with all events. */
const ENDPOINT_CAUSES: ReadonlySet<string> = new Set<CauseCode>([
  "webhook-endpoint-missing",
  "webhook-endpoint-disabled",
  "webhook-url-wrong-host",
  "webhook-events-not-subscribed",
  "webhook-endpoint-duplicated",
]);

/** What can be mended from here. */
interface Repair {
  label: string;
  mend: () => Promise<string>;
}

/**
 * The one-click repair of a finding, when there is one and the operator may do it.
 * @param done called once it has been mended
 */
export function useRepair(finding: ShownFinding, checks: readonly Check[], done: () => void) {
  const repair = useRepairOf(finding, checks);
  const notify = useNotify();
  const [running, setRunning] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const start = () => {
    if (repair === null) return;
    setRunning(true);
    setFailure(null);
    repair
      .mend()
      .then((said) => {
        notify(said);
        done();
      })
      .catch((error: unknown) => setFailure(toReadableError(error).message))
      .finally(() => setRunning(false));
  };
  return { label: repair?.label ?? null, start, running, failure };
}

/** Which repair a finding has here, for an operator of this role. */
export function repairKind(
  { code }: Pick<ShownFinding, "code">,
  checks: readonly Check[],
  role: Role,
): "provision" | "endpoint" | null {
  if (code === "user-not-created" && allows(role, "support")) {
    return peopleWithoutRow(checks).length > 0 ? "provision" : null;
  }
  return ENDPOINT_CAUSES.has(code) && allows(role, "admin") ? "endpoint" : null;
}

function useRepairOf(finding: ShownFinding, checks: readonly Check[]): Repair | null {
  const provision = useMutation(api.gatehouse.diagnostics.repairProvisioning);
  const mendEndpoint = useAction(api.gatehouse.endpoints.repair);
  const kind = repairKind(finding, checks, useOperator().role);
  if (kind === "provision") {
    const workosIds = peopleWithoutRow(checks);
    return {
      label: `Create ${count(workosIds.length, "row")} from WorkOS`,
      mend: async () => {
        const { scheduled } = await provision({ workosIds });
        return `${count(scheduled, "profile")} being fetched from WorkOS.`;
      },
    };
  }
  if (kind === "endpoint") {
    return {
      label: "Mend the endpoint at WorkOS",
      mend: async () => {
        const { problems } = await mendEndpoint({});
        return problems[0]?.sentence ?? "WorkOS now sends its webhooks here.";
      },
    };
  }
  return null;
}
