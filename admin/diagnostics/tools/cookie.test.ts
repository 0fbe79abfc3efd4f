import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explainCookie } from "./cookie";

const NOW = Date.UTC(2026, 10, 23, 12);
const APP = "https://app.example.com";

function explained(line: string, setBy = APP) {
  const result = explainCookie(line, setBy, NOW);
  if ("problem" in result) throw new Error(result.problem);
  return result;
}
const part = (line: string, name: string) =>
  explained(line).parts.find((candidate) => candidate.name === name);

describe("a Set-Cookie line", () => {
  it("is explained without its value", () => {
    const result = explained(
      "Set-Cookie: wos-session=hunter2; Path=/; Secure; HttpOnly; SameSite=Lax",
    );
    expect(JSON.stringify(result)).not.toContain("hunter2");
    expect(result).toMatchObject({ name: "wos-session", problems: [], removes: false });
  });

  it.each([
    ["Domain", "a=1; Domain=.example.com", "example.com"],
    ["Domain", "a=1", "not given"],
    ["Path", "a=1; Path=/api", "/api"],
    ["SameSite", "a=1; SameSite=strict", "Strict"],
    ["SameSite", "a=1; SameSite=banana", "not given"],
    ["Lifetime", "a=1", "not given"],
    ["Lifetime", "a=1; Max-Age=3600", "until 2026-11-23 13:00 UTC"],
    ["Lifetime", "a=1; Expires=Wed, 21 Oct 2015 07:28:00 GMT", "over"],
  ])("%s of %s", (name, line, value) => {
    expect(part(line, name)?.value).toBe(value);
  });

  it.each([
    ["another domain", "a=1; Domain=other.com", APP, "cookie-domain-mismatch"],
    ["SameSite=None without Secure", "a=1; SameSite=None", APP, "cookie-samesite-none-insecure"],
    ["Secure over http", "a=1; Secure", "http://app.example.com", "cookie-secure-over-http"],
    ["too large", `a=${"x".repeat(5000)}`, APP, "session-cookie-too-large"],
  ])("is refused for %s", (_why, line, setBy, code) => {
    expect(explained(line, setBy).problems.map((problem) => problem.code)).toEqual([code]);
  });

  it("is not judged without knowing who set it", () => {
    expect(explained("a=1; Domain=other.com", "").problems).toEqual([]);
  });

  it("says when it removes a cookie", () => {
    expect(explained("wos-session=; Max-Age=0").removes).toBe(true);
  });

  it.each(["", "; Path=/", "no cookie here"])("is a sentence for “%s”", (line) => {
    expect(explainCookie(line, APP, NOW)).toHaveProperty("problem");
  });

  it("is something for any text", () => {
    const lines = fc.oneof(
      fc.string(),
      fc.nat({ max: 1e15 }).map((age) => `a=1; Max-Age=${age}`),
    );
    fc.assert(
      fc.property(lines, (line) => {
        expect(explainCookie(line, APP, NOW)).toBeTruthy();
      }),
    );
  });
});
