import { describe, expect, it } from "vitest";
import { planLaunch } from "./environment";
import { summary } from "./summary";

const ports = { console: 5173, api: 3210, site: 3211, workos: 4100 };

describe("summary", () => {
  const local = summary({
    plan: planLaunch({}, ports),
    ports,
    dataDir: "/data",
    exampleUserId: "user_01",
  });

  it("prints every address, where the data is, and who to sign in as", () => {
    expect(local).toContain("Console       http://localhost:5173");
    expect(local).toContain("Convex API    http://127.0.0.1:3210 (embedded)");
    expect(local).toContain("HTTP actions  http://127.0.0.1:3211");
    expect(local).toContain("http://127.0.0.1:4100 (stand-in");
    expect(local).toContain("Data          /data");
    expect(local).toMatch(/admin +admin@gatehouse\.test/);
    expect(local).toMatch(/auditor +auditor@gatehouse\.test/);
  });

  it("shows how to send a webhook with a command that names a real person", () => {
    expect(local).toContain("curl -X PUT http://127.0.0.1:4100/user_management/users/user_01");
  });

  it("shows how to use the Convex CLI with the embedded backend, whoever is WorkOS", () => {
    const env = { WORKOS_CLIENT_ID: "client_1", WORKOS_API_KEY: "sk_test_1" };
    const plan = planLaunch(env, ports);
    const withRealWorkOS = summary({ plan, ports, dataDir: "/data", exampleUserId: null });
    for (const text of [local, withRealWorkOS]) {
      expect(text).toContain("CONVEX_SELF_HOSTED_URL=http://127.0.0.1:3210");
      expect(text).toContain("/data/convex/admin-key.txt");
      expect(text).toContain("npx convex data");
    }
  });

  it("says what is real and offers no stand-in people then", () => {
    const env = { VITE_CONVEX_URL: "https://a.convex.cloud", VITE_WORKOS_CLIENT_ID: "client_1" };
    const real = summary({
      plan: planLaunch(env, ports),
      ports,
      dataDir: "/d",
      exampleUserId: null,
    });
    expect(real).toContain("https://a.convex.cloud (real, from .env.local)");
    expect(real).toContain("real, from .env.local");
    expect(real).not.toContain("gatehouse.test");
    expect(real).not.toContain("npx convex");
  });
});
