import { parseArgs } from "node:util";
import { makePrivateFolder } from "../privateFolder";
import { startWorkOS } from "./server";

const USAGE = `Usage: node --import tsx local/workos/main.ts [options]
  --port <n>            default 4100
  --client-id <id>      default client_01STANDIN
  --api-key <key>       default sk_test_standin
  --data <folder>       keep the environment between runs
  --redirect-uri <uri>  may be repeated; default http://localhost:5173/callback
  --cors-origin <o>     may be repeated; default the origins of the redirect URIs
  --operator <email>    listed first on the sign-in page; may be repeated`;

const { values } = parseArgs({
  options: {
    port: { type: "string" },
    "client-id": { type: "string" },
    "api-key": { type: "string" },
    data: { type: "string" },
    "redirect-uri": { type: "string", multiple: true },
    "cors-origin": { type: "string", multiple: true },
    operator: { type: "string", multiple: true },
    help: { type: "boolean" },
  },
});

if (values.help) {
  console.log(USAGE);
} else {
  if (values.data !== undefined) makePrivateFolder(values.data);
  const { url } = await startWorkOS({
    ...(values.port !== undefined && { port: Number(values.port) }),
    ...(values["client-id"] !== undefined && { clientId: values["client-id"] }),
    ...(values["api-key"] !== undefined && { apiKey: values["api-key"] }),
    ...(values.data !== undefined && { dataDir: values.data }),
    ...(values["redirect-uri"] !== undefined && { redirectUris: values["redirect-uri"] }),
    ...(values["cors-origin"] !== undefined && { corsOrigins: values["cors-origin"] }),
    ...(values.operator !== undefined && { operators: values.operator }),
    log: console.log,
  });
  console.log(`WorkOS's stand-in answers at ${url}; watch it there in a browser.`);
}
