import type { AuthProvider } from "react-admin";
import { allows, type Role } from "../../convex/gatehouse/operators/roles";
import type { OperatorViewer } from "./sessionState";

/** The least role for what react-admin asks about, as `resource:action`. Convex checks again. */
const REQUIRED: Readonly<Record<string, Role>> = {
  "users:list": "auditor",
  "users:show": "auditor",
  "users:edit": "support",
  "signIns:list": "auditor",
  "inbox:list": "support",
  "drift:list": "support",
  "audit:list": "auditor",
};

/**
 * react-admin's view of the operator. The gate stands before the console and follows the session
 * live, so there is nothing left to log in to or to check here.
 */
export function createAuthProvider(operator: OperatorViewer, signOut: () => void): AuthProvider {
  return {
    login: () => Promise.resolve(),
    logout: () => {
      signOut();
      return Promise.resolve();
    },
    checkAuth: () => Promise.resolve(),
    checkError: () => Promise.resolve(),
    getIdentity: () =>
      Promise.resolve({
        id: operator.workosId,
        fullName: operator.name ?? operator.email ?? operator.workosId,
        ...(operator.avatarUrl !== null && { avatar: operator.avatarUrl }),
      }),
    canAccess: ({ action, resource }) => {
      const required = REQUIRED[`${resource}:${action}`];
      return Promise.resolve(required !== undefined && allows(operator.role, required));
    },
  };
}
