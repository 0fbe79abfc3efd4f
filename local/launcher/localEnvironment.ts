import type { Backend } from "../backend/backend";

/**
 * Registers this stack as an environment of the app, so that Diagnostics has something to check at
 * once. The first time its checks are run as well.
 *
 * @param consolePort where the console, which is the app here, answers
 * @throws when the functions refuse, with their words
 */
export async function registerLocalEnvironment(
  { runtime }: Pick<Backend, "runtime">,
  consolePort: number,
): Promise<void> {
  const appUrl = `http://localhost:${consolePort}`;
  const outcome = await runtime.runMutation({
    path: "gatehouse/environments:registerLocal",
    args: { appUrl, redirectUris: [`${appUrl}/callback`] },
    identity: null,
    caller: "internal",
  });
  if (!outcome.ok) throw new Error(`Diagnostics has no environment. ${outcome.errorMessage}`);
}
