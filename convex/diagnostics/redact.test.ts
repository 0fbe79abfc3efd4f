import { describe, expect, it } from "vitest";
import { redactText } from "./redact";

const jwt = `eyJhbGciOiJSUzI1NiJ9.${"a".repeat(40)}.${"b".repeat(40)}`;

describe("redactText", () => {
  it.each([
    [`got ${jwt} from WorkOS`, "got ‹token› from WorkOS"],
    [
      "https://a.example/cb?code=01ABC&state=xyz&x=1",
      "https://a.example/cb?code=‹hidden›&state=‹hidden›&x=1",
    ],
    ["code=01ABC", "code=‹hidden›"],
    ["code=invalid_grant7", "code=‹hidden›"],
    ['{"code":"01KX","state":"nullify"}', '{"code":"‹hidden›","state":"‹hidden›"}'],
    [
      '{"refresh_token": "abc", "error": "invalid_grant"}',
      '{"refresh_token": "‹hidden›", "error": "invalid_grant"}',
    ],
    ["Authorization: Bearer abcdefgh123", "Authorization: ‹hidden›"],
    ["sent bearer abcdefgh123 along", "sent bearer ‹hidden› along"],
    ["Cookie: wos-session=secret; a=b", "Cookie: ‹hidden›"],
    ["key sk_test_abc123 and whsec_abc", "key sk_test_‹key› and ‹webhook secret›"],
    ["Fe26.2*1*abc*def", "‹sealed cookie›"],
    [`#id_token=${"x".repeat(10)}`, "#id_token=‹hidden›"],
    [`value ${"Q".repeat(80)}`, "value ‹long value›"],
  ])("%s", (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  it.each([
    "No auth provider found matching the given token",
    "CustomJWT(issuer=https://api.workos.com/user_management/client_01ABC, app_id=client_01ABC)",
    "error code: invalid_grant",
    '{"code":"email_verification_required","state": "null"}',
    "/callback?state=null&x=1",
    "status code: 404",
  ])("keeps %s", (text) => {
    expect(redactText(text)).toBe(text);
  });

  it("cuts off", () => {
    expect(redactText("word ".repeat(10_000))).toHaveLength(2000);
    expect(redactText("abcdef", 3)).toBe("abc");
  });
});
