import { isLoopback, parseUrl } from "../../convex/gatehouse/diagnostics/hosts";
import { isOwnAdminKey } from "../backend/auth/adminKey";

type Env = Readonly<Record<string, string>>;

/** Where the Convex CLI writes the addresses of the deployment it pushed to. */
const WRITTEN_BY_CLI = ["VITE_CONVEX_URL", "VITE_CONVEX_SITE_URL"];

/** How the Convex CLI names a backend of Convex's own that it runs on this machine. */
const RUN_BY_CLI = /^(local|anonymous):/;

/**
 * What `.env.local` says, without the addresses of our own embedded backend: `npx convex dev` writes
 * them there, and they name no deployment to use instead. Ports may have moved since, so every
 * address on this machine counts, unless the file says that another Convex runs here.
 */
export function withoutOwnAddress(env: Env): Record<string, string> {
  if (hasAnotherConvexHere(env)) return { ...env };
  return Object.fromEntries(
    Object.entries(env).filter(([name, value]) => !WRITTEN_BY_CLI.includes(name) || !isHere(value)),
  );
}

function hasAnotherConvexHere(env: Env): boolean {
  const { CONVEX_DEPLOYMENT: deployment, CONVEX_SELF_HOSTED_ADMIN_KEY: key } = env;
  if (deployment !== undefined && RUN_BY_CLI.test(deployment)) return true;
  return key !== undefined && !isOwnAdminKey(key);
}

function isHere(address: string): boolean {
  return isLoopback(parseUrl(address)?.hostname ?? "");
}
