import { existsSync, readFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  freePorts,
  launchStack,
  spawnLauncher,
  type LaunchedStack,
} from "../../support/launchedStack";

type Ports = Awaited<ReturnType<typeof freePorts>>;

/**
 * The aim is 5 s on a quiet machine (docs/architecture.md). Tests run beside others, and wait longer
 * the more processes want each core.
 */
function secondStartLimitMs(): number {
  const [load = 0] = loadavg();
  return 20_000 * Math.max(1, load / availableParallelism());
}

let ports: Ports;
let stack: LaunchedStack;

beforeAll(async () => {
  ports = await freePorts();
  stack = await launchStack({ users: 20, ports, throughNpm: true });
}, 120_000);

afterAll(async () => {
  await stack?.stop();
  stack?.cleanUp();
});

async function peopleAtWorkOS(): Promise<number> {
  const users = await fetch(`${stack.workosUrl}/user_management/users?limit=100`, {
    headers: { Authorization: "Bearer sk_test_gatehouse_local_stand_in" },
  });
  return ((await users.json()) as { data: unknown[] }).data.length;
}

describe("npm start", () => {
  it("seeds the first time and says where everything is", () => {
    const output = stack.output();
    expect(output).toContain("Seeding people and 90 days of sign-ins");
    for (const url of [stack.consoleUrl, stack.apiUrl, stack.siteUrl, stack.workosUrl]) {
      expect(output).toContain(url);
    }
  });

  it("warns of nothing, whichever Node runs it", () => {
    expect(stack.output()).not.toContain("Warning");
  });

  it("serves the console for any path, with headers that keep foreign scripts out", async () => {
    const response = await fetch(`${stack.consoleUrl}/users/user_1`);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("<title>");
    expect(response.headers.get("content-security-policy")).toContain("script-src 'self'");
  });

  it.each([false, true])(
    "names the taken port and the option that moves it (fresh: %s)",
    async (fresh) => {
      const attempt = launchStack({ users: 20, ports, dataDir: stack.dataDir, fresh });
      await expect(attempt).rejects.toThrow(
        `Port ${ports[0]} is taken (wanted for the console). Stop what uses it, or choose another: npm start -- --port ${ports[0] + 1}`,
      );
    },
  );

  it.each([false, true])(
    "refuses a second process on the same data, in words, and removes nothing (fresh: %s)",
    async (fresh) => {
      const attempt = launchStack({ users: 20, dataDir: stack.dataDir, fresh });
      await expect(attempt).rejects.toThrow(/in use by process \d+/);
      expect(existsSync(path.join(stack.dataDir, "stand-in/convex/data.mdb"))).toBe(true);
    },
  );

  it("stops cleanly on Ctrl-C and finds everything again, soon, the next time", async () => {
    await stack.stop();
    expect(stack.output()).toContain("Stopping …");
    expect(existsSync(path.join(stack.dataDir, "stand-in/lock"))).toBe(false);
    const began = Date.now();
    stack = await launchStack({ users: 20, dataDir: stack.dataDir, ports, throughNpm: true });
    const took = Date.now() - began;
    process.stdout.write(`A second npm start was ready after ${(took / 1000).toFixed(1)} s.\n`);
    expect(stack.output()).not.toContain("Seeding");
    expect(stack.output()).not.toContain("Building the console");
    expect(await peopleAtWorkOS()).toBe(20);
    expect(took).toBeLessThan(secondStartLimitMs());
  }, 120_000);

  it("starts over when asked to, on the same ports", async () => {
    await stack.stop();
    stack = await launchStack({ users: 10, dataDir: stack.dataDir, ports, fresh: true });
    expect(await peopleAtWorkOS()).toBe(10);
  }, 120_000);
});

describe("Ctrl-C before everything is up", () => {
  it("while people are seeded stops cleanly, and the next start goes on", async () => {
    const launcher = await spawnLauncher({ users: 100 });
    const data = path.join(launcher.dataDir, "stand-in");
    const marker = () => JSON.parse(readFileSync(path.join(data, "seeded.json"), "utf8")) as object;
    await expect
      .poll(() => existsSync(path.join(data, "seeded.json")), { timeout: 60_000 })
      .toBe(true);
    expect(await launcher.stop()).toBe(0);
    expect(launcher.output()).toContain("Stopping …");
    expect(launcher.output()).not.toContain("Error");
    expect(marker()).toMatchObject({ finished: false });
    expect(existsSync(path.join(data, "lock"))).toBe(false);

    const next = await spawnLauncher({ users: 100, dataDir: launcher.dataDir });
    await next.until("Building the console");
    expect(marker()).toMatchObject({ finished: true });
    expect(await next.stop()).toBe(0);
    expect(existsSync(path.join(data, "lock"))).toBe(false);
    next.cleanUp();
  }, 120_000);
});
