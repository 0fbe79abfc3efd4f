import { netlifyHeaders, netlifyRedirects } from "./netlify";
import { nginxMain, nginxSite } from "./nginx";
import { ANYWHERE_SECURE } from "./reach";
import { startScript } from "./startScript";
import { vercelConfig } from "./vercel";

const NOTE = "# Written by `npm run hosting` from admin/hosting/. Do not edit by hand.\n";

/**
 * What hosts need to serve the console, for a build that learns at load where it talks to.
 * Vercel reads its file only from the top of the repository it builds.
 */
export const HOSTING_FILES: Readonly<Record<string, string>> = {
  "vercel.json": vercelConfig(ANYWHERE_SECURE),
  "admin/hosting/netlify/_headers": NOTE + netlifyHeaders(ANYWHERE_SECURE),
  "admin/hosting/netlify/_redirects": NOTE + netlifyRedirects(),
  "admin/hosting/container/site.conf": NOTE + nginxSite(ANYWHERE_SECURE),
  "admin/hosting/container/nginx.conf": NOTE + nginxMain(),
  "admin/hosting/container/start.sh": `#!/bin/sh\n${NOTE}${startScript()}`,
};
