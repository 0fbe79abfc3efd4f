import { useAuth } from "@workos-inc/authkit-react";
import { useCallback } from "react";

/** Begins a sign-in that returns to the address on screen. */
export function useSignIn(): () => Promise<void> {
  const { signIn } = useAuth();
  return useCallback(() => {
    const { pathname, search } = window.location;
    const returnTo = pathname.endsWith("/callback") ? "/" : pathname + search;
    return signIn({ state: { returnTo } });
  }, [signIn]);
}
