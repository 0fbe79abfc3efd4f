// The end of `npm run build`: puts Netlify's files beside the page, so that the published folder works
// there as it is. The policy is exact when the build knows where the console talks to.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { loadEnv } from "vite";
import { saidByVariables } from "../../admin/config/settings";
import { netlifyHeaders, netlifyRedirects } from "../../admin/hosting/netlify";
import { reachOfSaid } from "../../admin/hosting/reach";

const root = fileURLToPath(new URL("../..", import.meta.url));
const reach = reachOfSaid(saidByVariables(loadEnv("production", root)));
await writeFile(path.join(root, "dist/_headers"), netlifyHeaders(reach));
await writeFile(path.join(root, "dist/_redirects"), netlifyRedirects());
