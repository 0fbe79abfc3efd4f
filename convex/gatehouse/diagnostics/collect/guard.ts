import { isLoopback, parseUrl } from "../hosts";
import { isPublicHost } from "./publicAddress";

/** Where probes may go. */
export interface ReachPolicy {
  /** Hosts (with port, if any) of WorkOS and of the registered environment. */
  hosts: ReadonlySet<string>;
  /** Whether addresses of this machine may be opened: on the local stack only. */
  loopback: boolean;
}

/**
 * Why an address must not be opened from here, in words; null when it may. The form of the address is
 * judged (OWASP SSRF prevention cheat sheet): scheme, user name, port, host.
 */
export function addressProblem(
  address: string,
  { loopback }: { loopback: boolean },
): string | null {
  const url = parseUrl(address);
  if (url === null) return `“${shortened(address)}” is no web address.`;
  if (url.username !== "" || url.password !== "") {
    return "The address contains a user name or password; remove it.";
  }
  if (isLoopback(url.hostname)) {
    if (!/^https?:$/.test(url.protocol)) return `${url.protocol} addresses are not opened.`;
    return loopback
      ? null
      : `${url.host} is the machine the check runs on: run npm run doctor on your own machine instead.`;
  }
  if (url.protocol !== "https:")
    return `${url.host} is not an https address; only those are opened.`;
  if (!isPublicHost(url.hostname)) {
    return `${url.host} is not on the public internet; only public addresses are opened.`;
  }
  return url.port === ""
    ? null
    : `${url.host} has an unusual port; only the standard one is opened.`;
}

/**
 * Why a probe must not open an address: what `addressProblem` says, and the host must be WorkOS's or
 * the environment's own.
 */
export function reachProblem(address: string, policy: ReachPolicy): string | null {
  const problem = addressProblem(address, policy);
  if (problem !== null) return problem;
  const { host } = new URL(address);
  return policy.hosts.has(host)
    ? null
    : `${host} is neither WorkOS nor a host of this environment; register it there first.`;
}

const shortened = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);
