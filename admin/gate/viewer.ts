import { createContext, useContext } from "react";
import { allows, type Role } from "../../convex/gatehouse/operators/roles";
import type { OperatorViewer } from "./sessionState";

export const OperatorContext = createContext<OperatorViewer | null>(null);

/** The operator at the console. Only to be used behind the gate. */
export function useOperator(): OperatorViewer {
  const operator = useContext(OperatorContext);
  if (!operator) throw new Error("useOperator() is for components behind <Gate>.");
  return operator;
}

/** Whether the operator may do what needs `role`. Convex checks again; this only spares a click. */
export function useMay(role: Role): boolean {
  return allows(useOperator().role, role);
}
