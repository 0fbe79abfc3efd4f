import { useMutation } from "convex/react";
import { useState } from "react";
import { useNotify } from "react-admin";
import { api } from "../../convex/_generated/api";
import type { Role } from "../../convex/gatehouse/operators/roles";
import { toReadableError } from "../providers/readableError";

/** Saves somebody's role, and keeps why it did not work. */
export function useSetRole() {
  const mutate = useMutation(api.gatehouse.operators.setRole);
  const notify = useNotify();
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  /** @returns whether it was saved */
  const save = async (email: string, role: Role | null): Promise<boolean> => {
    setSaving(true);
    setFailure(null);
    try {
      await mutate({ email, role });
      notify(role === null ? `${email} is no operator any more.` : `${email} is now ${role}.`);
      return true;
    } catch (error) {
      setFailure(toReadableError(error).message);
      return false;
    } finally {
      setSaving(false);
    }
  };
  return { save, isSaving, failure };
}
