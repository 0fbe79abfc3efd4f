import { useAction } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useCallback, useState } from "react";
import { api } from "../../../convex/_generated/api";
import { toReadableError } from "../../providers/readableError";

export type Diagnosis = FunctionReturnType<typeof api.gatehouse.diagnostics.person>;

/** Whom to diagnose. */
export type Asked = ({ email: string } | { workosId: string }) & {
  /** They cannot open this console, rather than the app. */
  console?: boolean;
};

type State =
  | { kind: "idle" }
  | { kind: "asking" }
  | { kind: "answered"; diagnosis: Diagnosis; at: number }
  | { kind: "failed"; message: string };

/** Diagnoses one person: asks WorkOS and Convex, which takes a second or two. */
export function useDiagnosis() {
  const diagnose = useAction(api.gatehouse.diagnostics.person);
  const [state, setState] = useState<State>({ kind: "idle" });
  const ask = useCallback(
    (asked: Asked) => {
      setState({ kind: "asking" });
      diagnose(asked).then(
        (diagnosis) => setState({ kind: "answered", diagnosis, at: Date.now() }),
        (error: unknown) => setState({ kind: "failed", message: toReadableError(error).message }),
      );
    },
    [diagnose],
  );
  return { state, ask };
}
