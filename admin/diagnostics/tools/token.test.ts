import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import type { PublicKey } from "../../../convex/gatehouse/diagnostics/tokenSignature";
import { explainToken, type TokenSetting } from "./token";

const CLIENT = "client_01TEST";
const ISSUER = `https://api.workos.com/user_management/${CLIENT}`;
const OWN_CLIENT = "client_01OWN";
const NOW = 1_764_000_000_000;
const PROVIDER = { type: "customJwt", issuer: ISSUER } as const;

let keyPair: Awaited<ReturnType<typeof generateKeyPair>>;
let setting: TokenSetting;

beforeAll(async () => {
  keyPair = await generateKeyPair("RS256");
  const key: PublicKey = { ...(await exportJWK(keyPair.publicKey)), kid: "key_1" };
  setting = {
    keys: { url: "https://api.workos.com/sso/jwks/x", keys: [key] },
    providers: [PROVIDER],
    deployment: { clientId: OWN_CLIENT },
  };
});

const sign = (claims: Record<string, unknown> = {}, kid = "key_1") =>
  new SignJWT({ iss: ISSUER, sub: "user_1", email: "a@example.com", name: "A", ...claims })
    .setProtectedHeader({ alg: "RS256", kid })
    .setIssuedAt(NOW / 1000)
    .setExpirationTime(NOW / 1000 + 300)
    .sign(keyPair.privateKey);

async function explain(text: string, changes: Partial<TokenSetting> = {}) {
  const result = await explainToken(text, { ...setting, ...changes }, NOW);
  if ("problem" in result) throw new Error(result.problem);
  return result;
}

describe("a sound token", () => {
  it("is signed, taken by Convex, and nothing is found", async () => {
    const result = await explain(await sign());
    expect(result).toMatchObject({ signature: "valid", takenBy: ISSUER, findings: [] });
    expect(result.expiresAt).toBe(NOW + 300_000);
  });

  it.each(["Bearer ", "Authorization: Bearer ", ' "'])("is read behind “%s”", async (before) => {
    const token = await sign();
    const text = before.endsWith('"') ? `${before}${token}"` : `${before}${token}`;
    expect((await explain(text)).signature).toBe("valid");
  });

  it("is not shown", async () => {
    const token = await sign();
    const shown = JSON.stringify(await explain(token));
    for (const part of token.split(".")) expect(shown).not.toContain(part);
  });
});

describe("a token with something wrong", () => {
  it.each([
    [
      "another issuer",
      { iss: "https://api.workos.com/user_management/client_other" },
      "convex-provider-mismatch",
    ],
    ["a custom domain", { iss: "https://auth.example.com" }, "custom-domain-issuer-missing"],
  ])("%s", async (_what, claims, code) => {
    const result = await explain(await sign(claims));
    expect(result.takenBy).toBeNull();
    expect(result.findings[0]?.code).toBe(code);
  });

  it("a key nobody knows", async () => {
    const result = await explain(await sign({}, "key_2"));
    expect(result.signature).toBe("key-unknown");
    expect(result.findings[0]?.code).toBe("signing-key-unknown");
  });

  it("changed after signing", async () => {
    const [head, , signature] = (await sign()).split(".");
    const claims = btoa(JSON.stringify({ iss: ISSUER, sub: "user_2", email: "b", name: "B" }));
    const result = await explain([head, claims.replace(/=+$/, ""), signature].join("."));
    expect(result.signature).toBe("invalid");
    expect(result.findings[0]?.code).toBe("token-signature-invalid");
  });

  it.each(["", "hello", "a.b.c", "sk_test_123", "Fe26.2*1*x"])("no token: “%s”", async (text) => {
    expect(await explainToken(text, setting, NOW)).toHaveProperty("problem");
  });
});

describe("a token that Convex refuses", () => {
  const steps = async (claims: Record<string, unknown>, deployment = { clientId: OWN_CLIENT }) => {
    const { findings } = await explain(await sign(claims), { deployment });
    const [first] = findings;
    expect(first?.code).toBe("convex-provider-mismatch");
    return { text: first?.remedy.join(" ") ?? "", link: first?.link };
  };

  it.each([
    [
      "its own claim",
      { iss: "https://api.workos.com/", client_id: "client_01CLAIM" },
      "client_01CLAIM",
    ],
    ["its issuer", { iss: "https://api.workos.com/user_management/client_01ISS" }, "client_01ISS"],
    ["its audience", { iss: "https://api.workos.com/", aud: "client_01AUD" }, "client_01AUD"],
    ["this deployment, when it names none", { iss: "https://api.workos.com/" }, OWN_CLIENT],
  ])("is mended with the client ID of %s", async (_where, claims, clientId) => {
    const { text, link } = await steps(claims);
    expect(text).toContain(`npx convex env set WORKOS_CLIENT_ID ${clientId}.`);
    expect(link).toEqual({ command: `npx convex env set WORKOS_CLIENT_ID ${clientId}` });
  });

  it.each([{ client_id: "client_01; rm -rf ~" }, { aud: "$(reboot)" }, {}])(
    "never puts a stranger's words into a command, and says what to fill in: %j",
    async (claims) => {
      const none = {} as { clientId: string };
      const { text, link } = await steps({ iss: "https://api.workos.com/", ...claims }, none);
      expect(text).toContain("npx convex env set WORKOS_CLIENT_ID <client ID>.");
      expect(text).toMatch(/Put the client ID .* under API Keys .* in place of <client ID>\./);
      expect(text).not.toMatch(/rm -rf|reboot/);
      expect(link).toBeNull();
    },
  );
});

describe("what a claim says", () => {
  it("is shown without secrets that somebody put into the token", async () => {
    const { claims } = await explain(await sign({ crm: "sk_live_abc123", plan: "gold" }));
    const shown = new Map(claims.map(({ name, value }) => [name, value]));
    expect([shown.get("crm"), shown.get("plan")]).toEqual(["sk_live_‹key›", "gold"]);
  });
});

describe("without the deployment's answer", () => {
  it("says what was not checked", async () => {
    const result = await explain(await sign(), { keys: null, providers: null });
    expect(result).toMatchObject({ signature: "unchecked", takenBy: undefined, findings: [] });
  });
});
