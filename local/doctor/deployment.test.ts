import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openDeployment } from "./deployment";

const URL_ = "https://happy-otter-123.convex.cloud";
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const call = (url = URL_) => openDeployment(url, "prod:happy-otter-123|key")("a:b", { x: 1 });

describe("openDeployment", () => {
  it("calls a function as Convex's own command line does", async () => {
    let seen: unknown;
    server.use(
      http.post(`${URL_}/api/function`, async ({ request }) => {
        seen = [request.headers.get("authorization"), await request.json()];
        return HttpResponse.json({ status: "success", value: "[]" });
      }),
    );
    expect(await call()).toBe("[]");
    expect(seen).toEqual([
      "Convex prod:happy-otter-123|key",
      { path: "a:b", args: { x: 1 }, format: "json" },
    ]);
  });

  it.each<[string, () => Response, RegExp]>([
    [
      "an error of the function",
      () => HttpResponse.json({ status: "error", errorMessage: "Could not find function" }),
      /refused a:b: Could not find function/,
    ],
    [
      "an error whose words are meant for the caller",
      () =>
        HttpResponse.json({
          status: "error",
          errorMessage: "[Request ID: 1] Server Error",
          errorData: { code: "not_found", message: "No environment is called Prod." },
        }),
      /refused a:b: No environment is called Prod\./,
    ],
    ["a wrong key", () => new HttpResponse("no", { status: 401 }), /status 401/],
    ["a page instead of JSON", () => HttpResponse.html("<html>"), /status 200/],
    ["no answer", () => HttpResponse.error(), /did not answer/],
    [
      "a redirect, which would carry the key away",
      () => HttpResponse.text(null, { status: 302, headers: { location: "https://evil.example" } }),
      /did not answer/,
    ],
  ])("puts %s into words", async (_, answer, words) => {
    server.use(http.post(`${URL_}/api/function`, answer));
    await expect(call()).rejects.toThrow(words);
  });

  it.each(["http://happy-otter-123.convex.cloud", "", "convex"])(
    "does not send the key to %j",
    async (url) => {
      await expect(call(url)).rejects.toThrow(/https address of your Convex deployment/);
    },
  );
});
