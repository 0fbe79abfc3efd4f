import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchStack, type LaunchedStack } from "../../support/launchedStack";
import { copyProject, type ProjectCopy } from "../../support/projectCopy";

let project: ProjectCopy;
let stack: LaunchedStack;

beforeAll(async () => {
  project = copyProject();
  stack = await launchStack({ users: 5, root: project.path });
}, 120_000);

afterAll(async () => {
  await stack?.stop();
  stack?.cleanUp();
  project?.remove();
});

/** The lines that `npm start` prints for a person to paste. */
function printedLines(): string {
  const [, section = ""] = /\nUse the Convex CLI[^\n]*\n(.*?)\n\n/s.exec(stack.output()) ?? [];
  return section;
}

/** Pastes what was printed into a shell of its own, and a command after it. Throws when one fails. */
async function paste(command: string): Promise<string> {
  const script = `set -e\n${printedLines()}\n${command}`;
  const env = {
    PATH: process.env["PATH"],
    HOME: stack.dataDir,
    NO_COLOR: "1",
    npm_config_update_notifier: "false",
  };
  const ran = await promisify(execFile)("sh", ["-c", script], { cwd: project.path, env });
  return ran.stdout;
}

describe("the Convex CLI, as npm start says to use it", { timeout: 180_000 }, () => {
  it("lists tables, rows and variables, and runs functions", async () => {
    const printed = await paste(
      "npx convex data users; npx convex env list; npx convex run gatehouse/operators:viewer",
    );
    expect(printed).toContain("userDays");
    expect(printed).toContain(".example");
    expect(printed).toContain("WORKOS_CLIENT_ID=client_01GATEHOUSE");
  });

  it("pushes, and a clean checkout stays clean", async () => {
    const before = project.files();
    await paste("npx convex dev --once --typecheck disable");
    await paste("npx convex deploy --yes --typecheck disable");
    expect(project.files()).toEqual(before);
  });

  it("does not keep the next npm start from running as before, on other ports too", async () => {
    const written = readFileSync(path.join(project.path, ".env.local"), "utf8");
    expect(written).toContain(`VITE_CONVEX_URL=${stack.apiUrl}`);
    await stack.stop();
    stack = await launchStack({ users: 5, root: project.path, dataDir: stack.dataDir });
    expect(stack.output()).toContain(`${stack.apiUrl} (embedded)`);
    expect(stack.output()).not.toContain("Seeding");
    const console = await fetch(stack.consoleUrl);
    expect(console.headers.get("content-security-policy")).toContain(stack.apiUrl);
  });
});
