import { describe, expect, it } from "vitest";
import { workosFailure, type FailedAnswer } from "./failure";

const say = (answer: Partial<FailedAnswer>) =>
  workosFailure({
    request: "GET /webhook_endpoints",
    origin: "https://api.workos.com",
    status: 500,
    body: "",
    retryAfterMs: null,
    ...answer,
  });
const json = (body: object) => JSON.stringify(body);
const HTML = "<!DOCTYPE html><html><body><h1>Bad gateway</h1></body></html>";

describe("what WorkOS answered, in words", () => {
  it.each<[string, Partial<FailedAnswer>, RegExp[]]>([
    [
      "nothing",
      { status: 0, body: "fetch failed\n at x" },
      [/Nothing answered.*\(fetch failed\)/, /WORKOS_API_URL/],
    ],
    ["a key it does not know", { status: 401 }, [/401/, /npx convex env set WORKOS_API_KEY/]],
    ["a key without the permission", { status: 403 }, [/403/, /permission/]],
    ["nothing there", { status: 404 }, [/404/, /removed meanwhile/]],
    [
      "a duplicate",
      { status: 409, body: json({ code: "duplicate_endpoint", message: "Exists." }) },
      [/409 \(“Exists.”\)/, /Check again/],
    ],
    [
      "a refused address",
      { status: 422, body: json({ code: "invalid_url" }) },
      [/422/, /https addresses/, /tunnel/],
    ],
    [
      "a refused request",
      {
        status: 422,
        body: json({ message: "No.", errors: [{ code: "unknown_event_type" }, "odd"] }),
      },
      [/“No. – unknown_event_type, odd”/],
    ],
    ["too many requests", { status: 429, retryAfterMs: 6_500 }, [/429/, /in 7 s/]],
    ["too many requests, no time", { status: 429 }, [/in a minute/]],
    [
      "trouble of its own",
      { status: 503, body: HTML },
      [/503\. The problem is on WorkOS's side.*status\.workos\.com/],
    ],
    ["a web page", { status: 200, body: HTML }, [/not JSON but a web page/, /WORKOS_API_URL/]],
    ["text", { status: 200, body: "ok" }, [/not JSON, so/]],
    ["something new", { status: 418, body: "[]" }, [/418\. Check what was asked/]],
  ])("%s", (_name, answer, patterns) => {
    const sentence = say(answer);
    for (const pattern of patterns) expect(sentence).toMatch(pattern);
    expect(sentence).not.toContain("<");
  });

  it("names what was asked for, and never goes on for long", () => {
    expect(say({ status: 404 })).toContain("GET /webhook_endpoints");
    expect(say({ status: 400, body: json({ message: "x".repeat(9_000) }) }).length).toBeLessThan(
      600,
    );
  });
});
