import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { failUnhandled, installBridge } from "./bridge";

interface Bridge {
  syscall(op: string, args: string): string;
  asyncSyscall(op: string, args: string): Promise<string>;
  jsSyscall(op: string): unknown;
}

describe("a rejection nobody listens to", () => {
  it("fails the function it belongs to and not the process", async () => {
    const script = fileURLToPath(new URL("fixtures/unhandled.ts", import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", script]);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      errorMessage: expect.stringContaining("Uncaught Error: nobody listened"),
    });
  });

  it("stays fatal outside functions", () => {
    expect(() => failUnhandled(new Error("not ours"))).toThrow("not ours");
  });
});

describe("outside a function", () => {
  it("there is no database", async () => {
    installBridge();
    const { Convex } = globalThis as unknown as { Convex: Bridge };
    expect(() => Convex.syscall("1.0/queryStream", "{}")).toThrow("outside of a Convex function");
    await expect(Convex.asyncSyscall("1.0/get", "{}")).rejects.toThrow("outside");
    expect(() => Convex.jsSyscall("storage/getBlob")).toThrow("no file storage");
  });
});
