import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { temporaryDirectory } from "../transaction/testing";
import { lockDirectory } from "./lock";

const LOCK_MODULE = fileURLToPath(new URL("./lock.ts", import.meta.url));

/** Starts a process that takes the lock, says so and stays. */
async function holdLock(directory: string) {
  const script =
    `import(${JSON.stringify(LOCK_MODULE)}).then(({ lockDirectory }) => {` +
    `lockDirectory(${JSON.stringify(directory)}); console.log("locked"); setInterval(() => 0, 1e6);` +
    "})";
  const child = spawn(process.execPath, ["--import", "tsx", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return child;
}

describe("lockDirectory", () => {
  it("refuses a second holder in the same process and says what to do", () => {
    const directory = temporaryDirectory();
    lockDirectory(directory);
    expect(() => lockDirectory(directory)).toThrow(
      `The data directory ${directory} is in use by this process. ` +
        "Stop it, or choose another data directory.",
    );
  });

  it("can be taken again after release, and leaves no files", () => {
    const directory = temporaryDirectory();
    const lock = lockDirectory(directory);
    lock.release();
    lock.release();
    expect(readdirSync(directory)).toEqual([]);
    lockDirectory(directory).release();
  });

  it("names the other process, and takes over when that was killed", async () => {
    const directory = temporaryDirectory();
    const holder = await holdLock(directory);
    expect(() => lockDirectory(directory)).toThrow(`in use by process ${holder.pid}`);
    holder.kill("SIGKILL");
    await once(holder, "exit");
    const lock = lockDirectory(directory);
    expect(() => lockDirectory(directory)).toThrow("in use by this process");
    lock.release();
  }, 60_000);

  it.each([
    ["a process that never was", JSON.stringify({ pid: 2 ** 22 + 1, startedAt: "x" })],
    ["an earlier process with our pid", JSON.stringify({ pid: process.pid, startedAt: "earlier" })],
    ["an unreadable lock", "{"],
  ])("takes over from %s", (_name, content) => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, "lock"), content);
    lockDirectory(directory).release();
    expect(readdirSync(directory)).toEqual([]);
  });

  it("releases only its own lock", () => {
    const directory = temporaryDirectory();
    const lock = lockDirectory(directory);
    writeFileSync(join(directory, "lock"), JSON.stringify({ pid: 1, startedAt: "other" }));
    lock.release();
    expect(readdirSync(directory)).toEqual(["lock"]);
  });
});
