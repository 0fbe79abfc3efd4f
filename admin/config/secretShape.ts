import type { EnvProblem } from "./env";

/** How the secrets look that somebody may put in the wrong place. */
const SHAPES: readonly RegExp[] = [
  /^sk_/,
  /^whsec_/,
  // Convex: deploy keys, and the admin key of a backend of one's own.
  /^(prod|preview|project|dev):.*\|/,
  /\|[0-9a-f]{32,}$/i,
  /^eyJ[\w-]+\./,
  /^-----BEGIN /,
];

/** Whether a value looks like a key, a signing secret or a token, none of which a browser may have. */
export function looksSecret(value: string): boolean {
  return SHAPES.some((shape) => shape.test(value.trim()));
}

const IT_IS_PUBLIC =
  "Everybody who opens this page can read what is there now: take it out, and make a new one where it comes from. The console needs no secret.";

/**
 * A secret in a page's settings is known to everybody, so it is named and never shown.
 * @param name where it stands
 * @param put what belongs there instead, when something does
 */
export function secretFound(name: string, put = ""): EnvProblem {
  return { name, wrong: "holds what looks like a secret", put: `${put} ${IT_IS_PUBLIC}`.trim() };
}
