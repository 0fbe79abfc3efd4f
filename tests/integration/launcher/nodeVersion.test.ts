import { execFile } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Runs `npm start`'s first script in a Node that takes itself for another one. */
function startOn(version: string): Promise<unknown> {
  const pretend = `Object.defineProperty(process.versions, "node", { value: "${version}" })`;
  return promisify(execFile)(process.execPath, [
    ...["--import", `data:text/javascript,${encodeURIComponent(pretend)}`],
    ...[path.join(root, "local/setup.mjs"), "local/launcher/main.ts", "--help"],
  ]);
}

describe("npm start on a Node that some dependency does not run on", () => {
  it.each(["18.20.8", "20.18.3", "21.7.3", "22.12.0", "23.11.1"])(
    "refuses %s before it installs anything, and says which will do",
    async (version) => {
      await expect(startOn(version)).rejects.toMatchObject({
        code: 1,
        stdout: "",
        stderr: `Gatehouse needs Node ^20.19.0 || ^22.13.0 || >=24.0.0; this is ${version}. Install one of those and try again.\n`,
      });
    },
  );
});
