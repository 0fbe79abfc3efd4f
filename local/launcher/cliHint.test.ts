import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { cliHint } from "./cliHint";

const apiUrl = "http://127.0.0.1:3210";

/** What a shell knows after somebody pasted the lines before the command. */
function variablesAfter(hint: string): string[] {
  const lines = hint.split("\n").slice(1, -1).join("\n");
  const names = ["URL", "ADMIN_KEY"].map((name) => `"$CONVEX_SELF_HOSTED_${name}"`);
  const script = `${lines}\nprintf '%s\\n' ${names.join(" ")} "$CONVEX_DEPLOY_KEY"`;
  const env = { PATH: process.env["PATH"], CONVEX_DEPLOY_KEY: "prod:somebody|key" };
  return execFileSync("sh", ["-c", script], { encoding: "utf8", env }).split("\n");
}

describe("cliHint", () => {
  it("names the backend in a shell, whatever its folder is called, and no other", () => {
    const folder = path.join(mkdtempSync(path.join(tmpdir(), "gatehouse-hint-")), `Ada's "$data"`);
    mkdirSync(folder);
    const keyFile = path.join(folder, "admin-key.txt");
    writeFileSync(keyFile, "gatehouse-local|0f\n");
    const hint = cliHint({ apiUrl, keyFile }, "linux");
    expect(variablesAfter(hint)).toEqual([apiUrl, "gatehouse-local|0f", "", ""]);
    expect(hint).not.toContain("0f");
  });

  it("speaks PowerShell on Windows", () => {
    const hint = cliHint({ apiUrl, keyFile: String.raw`C:\Ada's\admin-key.txt` }, "win32");
    expect(hint).toContain(`$env:CONVEX_SELF_HOSTED_URL = '${apiUrl}'`);
    expect(hint).toContain(String.raw`Get-Content 'C:\Ada''s\admin-key.txt'`);
  });
});
