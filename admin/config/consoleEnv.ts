import { createContext, useContext } from "react";
import type { ConsoleEnv } from "./env";

export const ConsoleEnvContext = createContext<ConsoleEnv | null>(null);

/** How this console is configured. */
export function useConsoleEnv(): ConsoleEnv {
  const env = useContext(ConsoleEnvContext);
  if (!env) throw new Error("useConsoleEnv() needs <ConsoleEnvContext> around it.");
  return env;
}
