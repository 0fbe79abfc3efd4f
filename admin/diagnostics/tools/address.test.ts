import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explainAddress } from "./address";
import type { RegisteredAt } from "./redirectNotes";

const PRODUCTION: RegisteredAt = {
  name: "Production",
  redirectUris: ["https://app.example.com/callback"],
  kind: "production",
};
const authorize = (redirectUri: string) =>
  `https://api.workos.com/user_management/authorize?client_id=client_01ABC&state=s3cret&code_challenge=ch4llenge&redirect_uri=${encodeURIComponent(redirectUri)}`;

function explained(text: string, environments = [PRODUCTION]) {
  const result = explainAddress(text, environments);
  if ("problem" in result) throw new Error(result.problem);
  return result;
}

describe("what is noteworthy about an address", () => {
  it.each([
    [
      "WorkOS's error page",
      "https://error.workos.com/sso/redirect-uri-invalid",
      "redirect-uri-not-registered",
    ],
    [
      "an error WorkOS sent back",
      "https://app.example.com/callback?error=access_denied",
      "access-denied",
    ],
    ["state=null", "https://app.example.com/callback?code=x&state=null", "state-null"],
    ["an inner host", "http://0.0.0.0:3000/callback?code=x", "redirect-to-internal-host"],
    ["special letters", "https://bücher.example/callback", "redirect-uri-not-punycode"],
    [
      "a * sent as it is",
      authorize("https://*.example.com/callback"),
      "redirect-uri-literal-wildcard",
    ],
    ["an empty callback", authorize(""), "redirect-uri-empty"],
    [
      "http in production",
      authorize("http://app.example.com/callback"),
      "redirect-uri-http-in-production",
    ],
    [
      "a slash too many",
      authorize("https://app.example.com/callback/"),
      "redirect-uri-not-registered",
    ],
    ["another host", authorize("https://evil.example/callback"), "redirect-uri-not-registered"],
  ])("%s", (_what, text, code) => {
    expect(explained(text).notes.map((note) => note.code)).toEqual([code]);
  });

  it("is nothing but good news for a registered callback", () => {
    const { notes } = explained(authorize("https://app.example.com/callback"));
    expect(notes).toEqual([
      {
        sentence: "The callback address is one that Production is registered with here.",
        code: null,
      },
    ]);
  });

  it("is nothing where no environment is known", () => {
    expect(explained(authorize("https://app.example.com/callback"), []).notes).toEqual([]);
  });

  it("names the near miss", () => {
    const [note] = explained(authorize("https://app.example.com/callback/")).notes;
    expect(note?.sentence).toContain("differs only in the slash at the end");
  });

  it("knows localhost from 127.0.0.1", () => {
    const local = {
      ...PRODUCTION,
      kind: "staging" as const,
      redirectUris: ["http://localhost:3000/callback"],
    };
    const [note] = explained(authorize("http://127.0.0.1:3000/callback"), [local]).notes;
    expect(note?.code).toBe("redirect-uri-loopback-mismatch");
  });
});

describe("what is shown", () => {
  it("hides codes, state and challenge, and keeps what is no secret", () => {
    const text = JSON.stringify(explained(authorize("https://app.example.com/callback")));
    expect(text).not.toMatch(/s3cret|ch4llenge/);
    expect(text).toContain("client_01ABC");
  });

  it("takes user and password out", () => {
    const result = explained("https://ada:pa55@app.example.com/");
    expect(JSON.stringify(result)).not.toMatch(/ada|pa55/);
    expect(result.notes[0]?.sentence).toContain("taken out");
  });

  it.each(["not an address", "https://", "about:blank", "data:text/html,x"])(
    "is a sentence for %s",
    (text) => {
      expect(explainAddress(text, [])).toHaveProperty("problem");
    },
  );

  it("is something for any text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string()), (text) => {
        expect(explainAddress(text, [PRODUCTION])).toBeTruthy();
      }),
    );
  });
});
