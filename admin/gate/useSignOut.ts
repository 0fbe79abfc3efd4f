import { useAuth } from "@workos-inc/authkit-react";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useStoreContext } from "react-admin";

/** Ends the session at WorkOS and here, and leaves nothing of it in this browser but the theme. */
export function useSignOut(): () => void {
  const { signOut } = useAuth();
  const store = useStoreContext();
  const queryClient = useQueryClient();
  return useCallback(() => {
    const theme = store.getItem("theme");
    store.reset();
    if (theme !== undefined) store.setItem("theme", theme);
    queryClient.clear();
    signOut({ returnTo: window.location.origin });
  }, [signOut, store, queryClient]);
}
