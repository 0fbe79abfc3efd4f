import { beforeEach, describe, expect, it } from "vitest";
import { startBackend, type Backend } from "../testing/backend.fixture";

let backend: Backend;
beforeEach(() => {
  backend = startBackend();
});

const ask = async (kind: string, headers: Record<string, string> = {}) => {
  const path = `/gatehouse/check/cookie?kind=${kind}`;
  const own = { Origin: "https://console.example.com", "Sec-Fetch-Site": "cross-site" };
  return await backend.fetch(path, { headers: { ...own, ...headers } });
};

describe("the cookie check", () => {
  it.each([
    ["plain", "SameSite=None; Secure; HttpOnly"],
    ["partitioned", "SameSite=None; Secure; HttpOnly; Partitioned"],
  ])("sets a %s cookie as WorkOS does, for a page of any origin", async (kind, attributes) => {
    const answer = await ask(kind);
    const line = answer.headers.get("set-cookie");
    expect(line).toBe(
      `gatehouse-check-${kind}=1; Path=/gatehouse/check/cookie; Max-Age=60; ${attributes}`,
    );
    expect(answer.headers.get("access-control-allow-origin")).toBe("https://console.example.com");
    expect(answer.headers.get("access-control-allow-credentials")).toBe("true");
    expect(await answer.json()).toEqual({ sent: false, crossSite: true });
  });

  it("says that the cookie came back, and removes it", async () => {
    const answer = await ask("plain", { Cookie: "a=b; gatehouse-check-plain=1" });
    expect(answer.headers.get("set-cookie")).toContain("Max-Age=0");
    expect(await answer.json()).toEqual({ sent: true, crossSite: true });
  });

  it("says when page and deployment are one site", async () => {
    const answer = await ask("plain", { "Sec-Fetch-Site": "same-site" });
    expect(await answer.json()).toEqual({ sent: false, crossSite: false });
  });

  it.each(["", "toString", "a;b"])("sets nothing for the kind %j", async (kind) => {
    const answer = await ask(kind);
    expect(answer.status).toBe(404);
    expect(answer.headers.has("set-cookie")).toBe(false);
  });
});
