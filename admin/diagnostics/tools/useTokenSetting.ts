import { useAction, useQuery } from "convex/react";
import { useEffect, useMemo, useState } from "react";
import { api } from "../../../convex/_generated/api";
import { toReadableError } from "../../providers/readableError";
import { deploymentValues } from "./deploymentValues";
import type { TokenSetting } from "./token";

/**
 * The public keys and the deployed providers, to compare a token with. The token itself goes nowhere.
 * @returns null while they are fetched; `trouble` says why the keys could not be read
 */
export function useTokenSetting(): (TokenSetting & { trouble: string | null }) | null {
  const providers = useQuery(api.gatehouse.diagnostics.convexProviders, {});
  const environments = useQuery(api.gatehouse.environments.list, {});
  const readKeys = useAction(api.gatehouse.diagnostics.jwks);
  const [keys, setKeys] = useState<TokenSetting["keys"] | undefined>(undefined);
  const [trouble, setTrouble] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    readKeys({}).then(
      (found) => current && setKeys({ url: "WorkOS's public keys", keys: found }),
      (error: unknown) => {
        if (!current) return;
        setTrouble(toReadableError(error).message);
        setKeys(null);
      },
    );
    return () => {
      current = false;
    };
  }, [readKeys]);
  return useMemo(
    () =>
      providers === undefined || keys === undefined || environments === undefined
        ? null
        : { providers, keys, trouble, deployment: deploymentValues(environments, providers) },
    [providers, keys, trouble, environments],
  );
}
