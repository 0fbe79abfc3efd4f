import type { Reach } from "./reach";

/** Response headers by name. */
export type Headers = Readonly<Record<string, string>>;

/** SHA-256 of nothing: a style element without text. */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/**
 * The policy every answer carries. Scripts and styles are files of this console and nothing else: emotion,
 * under MUI, adds style elements without text and fills them through the CSSOM, so neither a nonce, which
 * a host of files cannot make, nor `unsafe-inline` is needed. Pictures of people come from anywhere.
 */
export function contentSecurityPolicy(reach: Reach): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' ${EMPTY_STYLE}`,
    "font-src 'self' data:",
    "img-src 'self' data: https:",
    ["connect-src 'self'", ...reach].join(" "),
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Two years, for this host alone: its neighbours are somebody else's. Never said over plain http. */
export const STRICT_TRANSPORT_SECURITY = {
  name: "Strict-Transport-Security",
  value: "max-age=63072000",
} as const;

/** What every answer carries, whether over https or, on one's own machine, over http. */
export function securityHeaders(reach: Reach): Headers {
  return {
    "Content-Security-Policy": contentSecurityPolicy(reach),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy":
      "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
  };
}

/** {@link securityHeaders} of a host that answers over https only. */
export function secureHostHeaders(reach: Reach): Headers {
  const { name, value } = STRICT_TRANSPORT_SECURITY;
  return { ...securityHeaders(reach), [name]: value };
}
