import type { TemplateValues } from "../../../convex/gatehouse/diagnostics/catalogue/placeholders";
import { evidence } from "../../../convex/gatehouse/diagnostics/evidence";
import { judge } from "../../../convex/gatehouse/diagnostics/judge/judge";
import type { Finding } from "../../../convex/gatehouse/diagnostics/judge/types";
import {
  matchProvider,
  type ConvexProvider,
} from "../../../convex/gatehouse/diagnostics/providers";
import { redactText } from "../../../convex/gatehouse/diagnostics/redact";
import {
  audienceOf,
  decodeToken,
  explainClaims,
  isTokenProblem,
  timeOf,
  type DecodedToken,
  type ExplainedClaim,
  type TokenProblem,
} from "../../../convex/gatehouse/diagnostics/token";
import {
  verifySignature,
  type PublicKey,
  type SignatureVerdict,
} from "../../../convex/gatehouse/diagnostics/tokenSignature";

/** What the deployment knows that a token is compared with. Null: it could not be read. */
export interface TokenSetting {
  keys: { url: string; keys: readonly PublicKey[] } | null;
  providers: readonly ConvexProvider[] | null;
  /** For remedies that name a value the token does not. */
  deployment: TemplateValues;
}

/** A token in words, without its text. */
export interface ExplainedToken {
  claims: ExplainedClaim[];
  expiresAt: number | null;
  signature: SignatureVerdict | "unchecked";
  /** The issuer of the provider that takes it; null: none does; undefined: not compared. */
  takenBy: string | null | undefined;
  findings: Finding[];
}

/**
 * Explains a token, verifies its signature, and matches it with Convex's providers, in the browser.
 * @param text what was pasted
 * @param setting the public keys and the deployed providers
 * @param now UTC epoch milliseconds
 * @returns the token in words, or a sentence that says why it is none
 */
export async function explainToken(
  text: string,
  setting: TokenSetting,
  now: number,
): Promise<ExplainedToken | TokenProblem> {
  const token = decodeToken(text);
  if (isTokenProblem(token)) return token;
  const signature = await signatureOf(text, token, setting);
  const identity = identityOf(token);
  const match = setting.providers && matchProvider(setting.providers, identity);
  return {
    claims: explainClaims(token.claims).map((claim) => ({
      ...claim,
      value: redactText(claim.value),
    })),
    expiresAt: timeOf(token.claims, "exp"),
    signature,
    takenBy:
      match === null
        ? undefined
        : match.index === null
          ? null
          : (setting.providers?.[match.index]?.issuer ?? null),
    findings: findingsOf(token, signature, setting, now),
  };
}

const textClaim = ({ claims }: DecodedToken, name: string): string | null => {
  const value = claims[name];
  return typeof value === "string" ? value : null;
};

const identityOf = (token: DecodedToken) => ({
  issuer: textClaim(token, "iss"),
  audience: audienceOf(token.claims),
});

async function signatureOf(
  text: string,
  token: DecodedToken,
  { keys }: TokenSetting,
): Promise<ExplainedToken["signature"]> {
  const bare = text.trim().replace(/^(authorization:\s*)?bearer\s+/i, "");
  return keys === null
    ? "unchecked"
    : verifySignature(bare.replace(/^"|"$/g, ""), token, keys.keys);
}

function findingsOf(
  token: DecodedToken,
  signature: ExplainedToken["signature"],
  { keys, providers, deployment }: TokenSetting,
  now: number,
): Finding[] {
  const from = (source: string) => ({ source, at: now });
  const facts = {
    ...identityOf(token),
    algorithm: token.algorithm,
    keyId: token.keyId,
    clientId: textClaim(token, "client_id"),
    issuedAt: timeOf(token.claims, "iat"),
    expiresAt: timeOf(token.claims, "exp"),
    claimNames: Object.keys(token.claims),
    signature: signature === "valid" || signature === "invalid" ? signature : "unchecked",
  } as const;
  const all = [
    evidence("tokenClaims", facts, from("the pasted token")),
    ...(keys === null ? [] : [evidence("jwks", jwksFacts(keys), from("WorkOS's public keys"))]),
    ...(providers === null
      ? []
      : [
          evidence(
            "providers",
            { providers: [...providers] },
            from("the deployment's auth.config.ts"),
          ),
        ]),
  ];
  return judge(all, { authMode: null, environment: null, deployment, now });
}

const jwksFacts = ({ url, keys }: NonNullable<TokenSetting["keys"]>) => ({
  url,
  status: 200,
  contentType: "application/json",
  keyIds: keys.flatMap(({ kid }) => kid ?? []),
});
