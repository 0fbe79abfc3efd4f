// `npm start` and `npm run dev`: starts what .env.local does not name as real, seeds it
// the first time, and says where everything is.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { readEnvFile } from "./envFile";
import { planLaunch } from "./environment";
import { parseOptions } from "./options";
import { runUntilStopped } from "./process";
import { startStack } from "./stack";
import { summary } from "./summary";

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

await runUntilStopped(async (resources) => {
  const options = parseOptions(process.argv.slice(2), root);
  const plan = planLaunch(readEnvFile(path.join(root, ".env.local")), options.ports);
  const log = (line: string) => console.log(line);
  const stack = await startStack({ root, plan, options, log }, resources);
  console.log(`\n${summary({ plan, ports: options.ports, ...stack })}`);
});
