import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recognise } from "./recognise";

describe("what was pasted", () => {
  it.each([
    ["nothing", "  \n", null],
    ["a token", "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1c2VyXzEifQ.c2ln", "token"],
    ["a header with a token", "Authorization: Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2ln", "token"],
    ["a token cut off early", "eyJhbGciOiJSUzI1NiJ9", "token"],
    ["an API key", "sk_test_abc", "token"],
    ["a sealed cookie", "Fe26.2*1*abc", "token"],
    ["a Set-Cookie header", "Set-Cookie: wos-session=abc", "cookie"],
    ["a bare cookie line", "wos-session=abc; Path=/; HttpOnly", "cookie"],
    ["an address", " https://error.workos.com/sso/redirect-uri-invalid ", "address"],
    ["an app's own scheme", "myapp://callback?code=1", "address"],
    ["an address in a sentence", "It says https://example.com is wrong", "message"],
    ["a recording", '{ "log": { "entries": [] } }', "recording"],
    ["other JSON", '{"error":"invalid_grant"}', "message"],
    ["an error", "Error: OAuth state mismatch\n  at x", "message"],
    ["the bytes of a picture", "\u0089PNG\r\n\u001a\n\u0000\u0000", "unreadable"],
    ["broken bytes", "abc\ufffd\ufffd", "unreadable"],
  ] as const)("%s", (_what, text, expected) => {
    expect(recognise(text)).toBe(expected);
  });

  it("answers whatever is pasted", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(recognise(text) === null).toBe(text.trim() === "");
      }),
    );
  });
});
