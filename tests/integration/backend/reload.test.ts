import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFunctionReference } from "convex/server";
import { afterEach, describe, expect, it } from "vitest";
import { api } from "./api";
import { copyFixtureProject } from "./convexCli";
import type { TestBackend } from "./harness";
import { officialClient, Recorder, startTestBackend, temporaryFolder } from "./harness";

let backend: TestBackend | undefined;

afterEach(async () => {
  await backend?.close();
  backend = undefined;
});

const hello = makeFunctionReference<"query", Record<string, never>, string>("added:hello");

function writeModule(project: string, body: string): void {
  writeFileSync(
    join(project, "convex/added.ts"),
    `import { queryGeneric as query } from "convex/server";\nexport const hello = query(${body});\n`,
  );
}

describe("what subscribers see change besides data", { timeout: 20_000 }, () => {
  it("an environment variable", async () => {
    backend = await startTestBackend({ environment: { GREETING: "hello" } });
    const seen = new Recorder<string | null>();
    backend.client().onUpdate(api.identity.variable, { name: "GREETING" }, seen.record);
    await seen.until((value) => value === "hello");
    await backend.runtime.environment.update([{ name: "GREETING", value: "goodbye" }]);
    await seen.until((value) => value === "goodbye");
    await backend.runtime.environment.update([{ name: "GREETING", value: null }]);
    await seen.until((value) => value === null);
  });

  it("their own addresses, which the backend sets", async () => {
    backend = await startTestBackend();
    const client = backend.client();
    const variable = (name: string) => client.query(api.identity.variable, { name });
    expect(await variable("CONVEX_CLOUD_URL")).toBe(backend.apiUrl);
    expect(await variable("CONVEX_SITE_URL")).toBe(backend.siteUrl);
  });

  it("a function's code, when its folder is watched; broken code changes nothing", async () => {
    const project = copyFixtureProject();
    writeModule(project, '{ args: {}, handler: () => "one" }');
    const log = new Recorder<string>();
    backend = await startTestBackend({
      functionsDir: join(project, "convex"),
      watch: true,
      log: log.record,
    });
    const seen = new Recorder<string>();
    backend.client().onUpdate(hello, {}, seen.record);
    await seen.until((value) => value === "one");
    writeModule(project, "(() => { throw new Error('broken at import'); })()");
    const complaint = await log.until((line) => line.includes("did not load"));
    expect(complaint).toContain("broken at import");
    writeModule(project, '{ args: {}, handler: () => "two" }');
    await seen.until((value) => value === "two");
    expect(new Set(seen.values)).toEqual(new Set(["one", "two"]));
  });
});

describe("a restart", { timeout: 20_000 }, () => {
  it("keeps data, admin key and variables; clients go on", async () => {
    const first = await startTestBackend({ environment: { GREETING: "hello" } });
    const { apiUrl, adminKey, dataDir } = first;
    await first.client().mutation(api.messages.send, { channel: "kept", text: "yes" });
    await first.close();
    backend = await startTestBackend({ dataDir, apiPort: Number(new URL(apiUrl).port) });
    const client = backend.client();
    expect(backend.adminKey).toBe(adminKey);
    expect(await client.query(api.messages.list, { channel: "kept" })).toEqual(["yes"]);
    expect(await client.query(api.identity.variable, { name: "GREETING" })).toBe("hello");
  });

  it("with a wiped database does not confuse a client that saw a later time", async () => {
    const first = await startTestBackend();
    const port = Number(new URL(first.apiUrl).port);
    const texts = new Recorder<string[]>();
    const client = officialClient(first.apiUrl);
    client.onUpdate(api.messages.list, { channel: "wiped" }, texts.record);
    await client.mutation(api.messages.send, { channel: "wiped", text: "before" });
    await texts.until((value) => value.length === 1);
    const seenBefore = texts.values.length;
    await first.close();
    backend = await startTestBackend({ dataDir: temporaryFolder(), apiPort: port });
    await texts.until((value) => value.length === 0 && texts.values.length > seenBefore);
    await client.mutation(api.messages.send, { channel: "wiped", text: "after" });
    expect(texts.values.at(-1)).toEqual(["after"]);
    await client.close();
  });

  it("is refused while another backend uses the data", async () => {
    backend = await startTestBackend();
    await expect(startTestBackend({ dataDir: backend.dataDir })).rejects.toThrow("is in use");
  });
});
