// `npm run adopt`: takes Gatehouse into a Convex app.
import path from "node:path";
import { adopt } from "./adopt";
import { parseOptions, UsageError } from "./options";

const WRONG_USE = 2;

try {
  const options = parseOptions(process.argv.slice(2));
  // npm runs scripts in Gatehouse's folder and says where they were called.
  const from = process.env["INIT_CWD"] ?? process.cwd();
  const { exitCode, text } = await adopt({ ...options, app: path.resolve(from, options.app) });
  console.log(text);
  process.exitCode = exitCode;
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = WRONG_USE;
}
