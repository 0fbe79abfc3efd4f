import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from "node:crypto";
import type { Settings } from "../model/settings";

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  /** The public half as WorkOS's JWKS shows it. */
  readonly jwk: Readonly<Record<string, unknown>>;
}

/** Returns the environment's RS256 key; made once, then kept with the settings. */
export function signingKey(settings: Settings): SigningKey {
  const pem = settings.get("signing_key")?.value ?? settings.set("signing_key", newKey()).value;
  const privateKey = createPrivateKey(pem);
  const publicKey = createPublicKey(privateKey);
  const thumbprint = createHash("sha256")
    .update(publicKey.export({ type: "spki", format: "der" }))
    .digest("base64url");
  const kid = `sso_oidc_key_pair_${thumbprint.slice(0, 26)}`;
  return {
    kid,
    privateKey,
    jwk: {
      ...publicKey.export({ format: "jwk" }),
      alg: "RS256",
      use: "sig",
      kid,
      // WorkOS publishes a certificate here; a key without one is enough to verify tokens.
      x5c: [],
      "x5t#S256": thumbprint,
    },
  };
}

function newKey(): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}
