import { getDomain, getPublicSuffix } from "tldts";

/** The private section is what knows that `netlify.app` belongs to everybody. */
const WITH_HOSTING_DOMAINS = { allowPrivateDomains: true, extractHostname: false };

const normal = (host: string): string => host.toLowerCase().replace(/\.$/, "");

/**
 * Whether names directly under this host are open to everybody (`netlify.app`, `co.uk`, `com`), by the
 * Public Suffix List.
 * @param host a host name without port.
 */
export function isPublicSuffix(host: string): boolean {
  const name = normal(host);
  return name === "" || getPublicSuffix(name, WITH_HOSTING_DOMAINS) === name;
}

/**
 * The registrable domain of a host: what browsers call the same site.
 * @param host a host name without port; addresses and `localhost` are their own site.
 * @returns for example `example.com` for `a.b.example.com`, `me.netlify.app` for `x.me.netlify.app`.
 */
export function siteOf(host: string): string {
  const name = normal(host);
  return getDomain(name, WITH_HOSTING_DOMAINS) ?? name;
}
