import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SETTING_KEYS, type Said } from "../../../admin/config/settings";
import { readSettingsFile } from "../../../admin/config/settingsFile";
import { contentSecurityPolicy } from "../../../admin/hosting/headers";
import { reachOfSaid } from "../../../admin/hosting/reach";
import { containerVariable } from "../../../admin/hosting/startScript";

const script = fileURLToPath(new URL("../../../admin/hosting/container/start.sh", import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "gatehouse-start-"));
  // What nginx makes of the files is tests/browser/hosting.test.ts.
  writeFileSync(path.join(folder, "nginx"), "#!/bin/sh\n", { mode: 0o755 });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = () => path.join(folder, "run");
const written = (name: string) => readFileSync(path.join(run(), name), "utf8");

function start(said: Said) {
  const settings = SETTING_KEYS.map((key) => [containerVariable(key), said[key] ?? ""]);
  const PATH = `${folder}:${process.env.PATH ?? ""}`;
  const env = { ...Object.fromEntries(settings), PATH, GATEHOUSE_RUN_DIR: run() };
  const { status, stderr } = spawnSync(script, { env, encoding: "utf8" });
  return { status, stderr };
}

const FULL: Said = {
  convexUrl: "http://127.0.0.1:3210",
  siteUrl: "http://127.0.0.1:3211",
  clientId: "client_01ABC",
  apiHostname: "127.0.0.1:4100",
  apiHttps: "false",
  devMode: "true",
  redirectUri: "http://localhost:8080/callback",
  environment: "Local",
};

describe("the container's start", () => {
  it.each<[string, Said]>([
    ["everything", FULL],
    ["Convex's own domain", { convexUrl: "https://a-1.convex.cloud/", clientId: "client_1" }],
    ["a domain of one's own", { convexUrl: "https://convex.example.com", clientId: "client_1" }],
    [
      "a custom authentication domain",
      { convexUrl: "https://a-1.convex.cloud", clientId: "client_1", apiHostname: "auth.a.com" },
    ],
  ])("writes the settings, and the policy the console's own rules make of them: %s", (_, said) => {
    expect(start(said)).toEqual({ status: 0, stderr: "" });
    expect(readSettingsFile(written("gatehouse.json"))).toEqual({ said, problems: [] });
    expect(written("site.conf")).toContain(`"${contentSecurityPolicy(reachOfSaid(said))}"`);
  });

  it("leaves a build with settings of its own alone when it is told nothing", () => {
    expect(start({})).toEqual({ status: 0, stderr: "" });
    expect(existsSync(path.join(run(), "gatehouse.json"))).toBe(false);
    expect(written("site.conf")).toContain("connect-src 'self' https: wss:;");
  });

  it.each<[Said, RegExp]>([
    [{ clientId: 'client_1", "x": "y' }, /GATEHOUSE_CLIENT_ID has a character/],
    [{ convexUrl: "https://a.b; script-src *" }, /GATEHOUSE_CONVEX_URL has a character/],
    [{ convexUrl: "https://a.b\n}" }, /GATEHOUSE_CONVEX_URL has a character/],
    [{ convexUrl: "a-1.convex.cloud" }, /GATEHOUSE_CONVEX_URL does not begin with https/],
    [{ clientId: "sk_live_1" }, /GATEHOUSE_CLIENT_ID holds what looks like a secret/],
    [{ devMode: "yes" }, /GATEHOUSE_DEV_MODE is neither true nor false/],
  ])("refuses %j in words, and writes nothing", (said, words) => {
    const { status, stderr } = start(said);
    expect(status).toBe(1);
    expect(stderr).toMatch(words);
    expect(stderr).not.toContain("sk_live_1");
    expect(existsSync(run())).toBe(false);
  });
});
