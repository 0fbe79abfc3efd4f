import fc from "fast-check";
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
    ["The code '01ABC' has expired", "The code ‹hidden› has expired"],
    ['{"code":"01KX","state":"nullify"}', '{"code":"‹hidden›","state":"‹hidden›"}'],
    [
      '{"refresh_token": "abc", "error": "invalid_grant"}',
      '{"refresh_token": "‹hidden›", "error": "invalid_grant"}',
    ],
    ["Authorization: Bearer abcdefgh123", "Authorization: ‹hidden›"],
    ["sent bearer abcdefgh123 along", "sent bearer ‹hidden› along"],
    ["Cookie: wos-session=secret; a=b", "Cookie: ‹hidden›"],
    ['{"cookie": "session=abc123secretvalue"}', '{"cookie": "‹hidden›"}'],
    ['{"Authorization":"abcdef12345"}', '{"Authorization":"‹hidden›"}'],
    ["curl -H 'authorization: Bearer abc' x", "curl -H 'authorization: ‹hidden›"],
    ['{"name":"cookie","value":"a=b"}', '{"name":"cookie","value":"‹hidden›"}'],
    ['{"value": "abc", "name": "x"}', '{"value": "‹hidden›", "name": "x"}'],
    [
      "WORKOS_COOKIE_PASSWORD=my pass&word\nVITE_WORKOS_CLIENT_ID=client_01ABC",
      "WORKOS_COOKIE_PASSWORD=‹hidden›\nVITE_WORKOS_CLIENT_ID=client_01ABC",
    ],
    ["/accept?invitation_token=Z1uX3&x=1", "/accept?invitation_token=‹hidden›&x=1"],
    ['refreshToken: "ab \\" c", user: 1', 'refreshToken: "‹hidden›", user: 1'],
    ['body {\\"refresh_token\\":\\"a\\\\\\"b\\"}', 'body {\\"refresh_token\\":\\"‹hidden›\\"}'],
    ["had cookies: { session: 'a}', b: 'c' } and more", "had cookies: ‹hidden› and more"],
    ['{"tokens":["a","b"],"error":"x"}', '{"tokens":‹hidden›,"error":"x"}'],
    ["wos-session=abc", "wos-session=‹hidden›"],
    ['{"password":"cut off', '{"password":"‹hidden›'],
    ["GET /verify/Z1uX3RbwcIl5fIGJJJCXXisdI 404", "GET /verify/‹hidden› 404"],
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
    "https://api.workos.com/sso/jwks/client_01JQ8X5Z6Y7W8V9T0S1R2Q3P4N",
    "error code: invalid_grant",
    '{"code":"email_verification_required","state": "null"}',
    '{"error":"invalid_request","error_description":"Missing refresh token."}',
    "/callback?state=null&x=1",
    "status code: 404",
    "errorCode=ERR_TOO_MANY_REDIRECTS",
    "Could not validate token: ExpiredSignature",
    "WORKOS_COOKIE_PASSWORD must be at least 32 characters (currently 12)",
    "Invalid redirect URI: https://app.example.com/callback",
    "GET /user_management/app-homepage-url-not-found",
  ])("keeps %s", (text) => {
    expect(redactText(text)).toBe(text);
  });

  it("cuts off", () => {
    expect(redactText("word ".repeat(10_000))).toHaveLength(2000);
    expect(redactText("abcdef", 3)).toBe("abc");
  });
});

describe("whatever the secret is, it is not shown (property)", () => {
  const MARK = "Zq7";
  /** Any text, with a mark in it by which it would be recognised. */
  const anySecret = fc
    .tuple(fc.string({ maxLength: 30 }), fc.string({ maxLength: 30 }))
    .map(([before, after]) => before + MARK + after);
  const oneLine = anySecret.map((text) => text.replace(/[\r\n\u2028\u2029]/g, ""));
  const word = fc.stringMatching(/^[\w.~+/-]{0,20}$/).map((text) => MARK + text);
  const secretName = fc
    .tuple(
      fc.constantFrom("", "refresh_", "wos", "x-", "MY_", "invitation_"),
      fc.constantFrom("token", "Token", "password", "secret", "PASSWORD", "SECRET", "api_key"),
      fc.constantFrom("", "s", "_value", "2"),
    )
    .map((parts) => parts.join(""));
  const headerName = fc.constantFrom("cookie", "Cookie", "set-cookie", "Authorization");
  const anyName = fc.oneof(secretName, headerName);

  const shapes: readonly [string, fc.Arbitrary<string>][] = [
    [
      "a member of JSON",
      fc
        .tuple(anyName, anySecret)
        .map(([name, secret]) => JSON.stringify({ a: 1, [name]: secret })),
    ],
    [
      "JSON within JSON",
      fc
        .tuple(anyName, anySecret)
        .map(([name, secret]) => JSON.stringify({ body: JSON.stringify({ [name]: secret }) })),
    ],
    [
      "indented JSON",
      fc
        .tuple(anyName, anySecret)
        .map(([name, secret]) => JSON.stringify({ [name]: secret }, null, 2)),
    ],
    [
      "a pair of a recording",
      fc
        .tuple(fc.string(), anySecret, fc.boolean())
        .map(([name, value, turned]) => JSON.stringify(turned ? { value, name } : { name, value })),
    ],
    [
      "a list",
      fc.tuple(secretName, anySecret).map(([name, secret]) => JSON.stringify({ [name]: [secret] })),
    ],
    [
      "an object",
      fc
        .tuple(secretName, anySecret)
        .map(([name, secret]) => JSON.stringify({ [name]: { value1: [secret] } })),
    ],
    [
      "a line of a .env file",
      fc
        .tuple(
          fc.constantFrom("WORKOS_COOKIE_PASSWORD", "WORKOS_API_KEY", "MY_TOKEN", "A_SECRET"),
          oneLine,
        )
        .map(([name, secret]) => `A=1\n${name}=${secret}\nB=2`),
    ],
    ["a header", fc.tuple(headerName, oneLine).map(([name, text]) => `GET /\n${name}: ${text}`)],
    [
      "a query",
      fc
        .tuple(secretName, anySecret)
        .map(
          ([name, secret]) => `https://a.example/?x=1&${name}=${encodeURIComponent(secret)}&y=2`,
        ),
    ],
    ["code of a program", fc.tuple(secretName, word).map(([name, text]) => `${name}: '${text}'`)],
    [
      "a log line",
      fc.tuple(secretName, word).map(([name, text]) => `got ${name}=${text} at 12:00`),
    ],
  ];

  it.each(shapes)("%s", (_shape, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(redactText(text)).not.toContain(MARK);
      }),
      { numRuns: 500 },
    );
  });
});
