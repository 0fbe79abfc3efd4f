import { useMutation } from "convex/react";
import { useState } from "react";
import { useNotify } from "react-admin";
import { api } from "../../../convex/_generated/api";
import { toReadableError } from "../../providers/readableError";
import { savedOf, type Environment, type Typed } from "./environmentFields";

/** Saves or removes an environment, and keeps why it did not work. */
export function useSaveEnvironment(environment: Environment | null, onDone: () => void) {
  const saveEnvironment = useMutation(api.gatehouse.environments.save);
  const removeEnvironment = useMutation(api.gatehouse.environments.remove);
  const notify = useNotify();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const carryOut = (change: Promise<unknown>, said: string) => {
    setBusy(true);
    setFailure(null);
    change
      .then(() => {
        notify(said);
        onDone();
      })
      .catch((error: unknown) => setFailure(toReadableError(error).message))
      .finally(() => setBusy(false));
  };
  return {
    busy,
    failure,
    save: (typed: Typed, looked: boolean) =>
      carryOut(
        saveEnvironment(savedOf(typed, environment?._id ?? null, looked)),
        `${typed.name} is saved.`,
      ),
    remove: () => {
      if (environment === null) return;
      carryOut(removeEnvironment({ id: environment._id }), `${environment.name} is removed.`);
    },
  };
}
