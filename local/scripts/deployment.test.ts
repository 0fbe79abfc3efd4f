import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { callDeployment, findDeployment } from "./deployment";

const dataDir = mkdtempSync(path.join(tmpdir(), "gatehouse-deployment-"));
mkdirSync(path.join(dataDir, "convex"));
writeFileSync(path.join(dataDir, "convex", "admin-key.txt"), "local|secret\n");
afterAll(() => rmSync(dataDir, { recursive: true }));

const find = (env: Record<string, string>, directory = dataDir) =>
  findDeployment({ env, dataDir: () => directory, apiPort: 3210 });

describe("findDeployment", () => {
  it.each([
    ["the embedded one", {}, "http://127.0.0.1:3210", "local|secret"],
    [
      "a self-hosted one",
      { CONVEX_SELF_HOSTED_URL: "https://c.example", CONVEX_SELF_HOSTED_ADMIN_KEY: "k" },
      "https://c.example",
      "k",
    ],
    [
      "one in the cloud",
      { VITE_CONVEX_URL: "https://a.convex.cloud", CONVEX_DEPLOY_KEY: "prod:a|k" },
      "https://a.convex.cloud",
      "prod:a|k",
    ],
  ])("finds %s", (_name, env, url, key) => {
    expect(find(env as Record<string, string>)).toEqual({ url, key });
  });

  it.each([
    [{ CONVEX_SELF_HOSTED_URL: "https://c.example" }, /CONVEX_SELF_HOSTED_ADMIN_KEY is not set/],
    [{ VITE_CONVEX_URL: "https://a.convex.cloud" }, /CONVEX_DEPLOY_KEY is not set.*dashboard/],
  ])("says which key %j lacks", (env, message) => {
    expect(() => find(env as Record<string, string>)).toThrow(message);
  });

  it("says that nothing was ever started", () => {
    expect(() => find({}, path.join(dataDir, "nowhere"))).toThrow(/Run npm start first/);
  });
});

describe("callDeployment", () => {
  const deployment = { url: "http://convex.test", key: "local|secret" };
  const call = async () => await callDeployment(deployment, "query", "a:b", { n: 1 });
  const server = setupServer();
  beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());

  it("asks with the key, and gives back the value", async () => {
    server.use(
      http.post("http://convex.test/api/query", async ({ request }) => {
        expect(request.headers.get("authorization")).toBe("Convex local|secret");
        expect(await request.json()).toEqual({ path: "a:b", args: { n: 1 }, format: "json" });
        return HttpResponse.json({ status: "success", value: 7 });
      }),
    );
    expect(await call()).toBe(7);
  });

  it.each([
    [() => HttpResponse.json({ status: "error", errorMessage: "No such run." }), /No such run/],
    [() => HttpResponse.json({}, { status: 403 }), /answered 403/],
    [() => HttpResponse.error(), /Nothing answers at http:\/\/convex\.test/],
  ])("says what went wrong (%#)", async (answer, message) => {
    server.use(http.post("http://convex.test/api/query", answer));
    await expect(call()).rejects.toThrow(message);
  });
});
