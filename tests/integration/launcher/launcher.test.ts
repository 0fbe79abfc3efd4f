import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePorts, launchStack, type LaunchedStack } from "../../support/launchedStack";

type Ports = Awaited<ReturnType<typeof freePorts>>;

let ports: Ports;
let stack: LaunchedStack;

beforeAll(async () => {
  ports = await freePorts();
  stack = await launchStack({ users: 20, ports });
}, 120_000);

afterAll(async () => {
  await stack?.stop();
  stack?.cleanUp();
});

describe("npm start", () => {
  it("seeds the first time and says where everything is", () => {
    const output = stack.output();
    expect(output).toContain("Seeding people and 90 days of sign-ins");
    for (const url of [stack.consoleUrl, stack.apiUrl, stack.siteUrl, stack.workosUrl]) {
      expect(output).toContain(url);
    }
  });

  it("serves the console for any path, with headers that keep foreign scripts out", async () => {
    const response = await fetch(`${stack.consoleUrl}/users/user_1`);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("<title>");
    expect(response.headers.get("content-security-policy")).toContain("script-src 'self'");
  });

  it("names the taken port and the option that moves it", async () => {
    const attempt = launchStack({ users: 20, ports });
    await expect(attempt).rejects.toThrow(
      `Port ${ports[0]} is taken (wanted for the console). Stop what uses it, or choose another: npm start -- --port ${ports[0] + 1}`,
    );
  });

  it("refuses a second process on the same data, in words", async () => {
    const attempt = launchStack({ users: 20, dataDir: stack.dataDir });
    await expect(attempt).rejects.toThrow(/in use by process \d+/);
  });

  it("stops cleanly on Ctrl-C and finds everything again the next time", async () => {
    expect(await stack.stop()).toBe(0);
    stack = await launchStack({ users: 20, dataDir: stack.dataDir, ports });
    expect(stack.output()).not.toContain("Seeding");
    expect(stack.output()).not.toContain("Building the console");
    const users = await fetch(`${stack.workosUrl}/user_management/users?limit=100`, {
      headers: { Authorization: "Bearer sk_test_gatehouse_local_stand_in" },
    });
    expect(((await users.json()) as { data: unknown[] }).data).toHaveLength(20);
  }, 60_000);
});
