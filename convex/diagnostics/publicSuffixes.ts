/**
 * Hosting domains under which everybody can get a name, from the Public Suffix List's private section,
 * and the commonest two-part country suffixes. Small on purpose: it only has to know where apps live.
 */
const publicSuffixes = new Set([
  ...["netlify.app", "vercel.app", "now.sh", "pages.dev", "workers.dev", "github.io", "gitlab.io"],
  ...[
    "ngrok.io",
    "ngrok.app",
    "ngrok.dev",
    "ngrok-free.app",
    "ngrok-free.dev",
    "trycloudflare.com",
  ],
  ...["herokuapp.com", "onrender.com", "fly.dev", "up.railway.app", "web.app", "firebaseapp.com"],
  ...["azurewebsites.net", "azurestaticapps.net", "cloudfront.net", "amplifyapp.com", "run.app"],
  ...[
    "surge.sh",
    "deno.dev",
    "replit.app",
    "repl.co",
    "stackblitz.io",
    "webcontainer.io",
    "glitch.me",
  ],
  ...["lovable.app", "bolt.host", "loca.lt", "convex.site", "convex.cloud", "authkit.app"],
  ...[
    "co.uk",
    "org.uk",
    "ac.uk",
    "com.au",
    "net.au",
    "co.nz",
    "co.jp",
    "co.kr",
    "com.br",
    "com.mx",
  ],
  ...["co.in", "co.za", "com.tr", "com.cn", "com.sg", "com.tw", "com.hk", "co.il"],
]);

const labelsOf = (host: string): string[] => host.toLowerCase().replace(/\.$/, "").split(".");

/**
 * Whether names directly under this host are open to everybody (`netlify.app`, `co.uk`, `com`).
 * @param host a host name without port.
 */
export function isPublicSuffix(host: string): boolean {
  const labels = labelsOf(host);
  return labels.length === 1 || publicSuffixes.has(labels.join("."));
}

/**
 * The registrable domain of a host: what browsers call the same site.
 * @param host a host name without port; addresses and `localhost` are their own site.
 * @returns for example `example.com` for `a.b.example.com`, `me.netlify.app` for `x.me.netlify.app`.
 */
export function siteOf(host: string): string {
  const labels = labelsOf(host);
  if (labels.length === 1 || /^[\d.]+$/.test(host) || host.includes(":")) return host.toLowerCase();
  const start = labels.findIndex((_, index) => isPublicSuffix(labels.slice(index).join(".")));
  return labels.slice(Math.max(0, start - 1)).join(".");
}
