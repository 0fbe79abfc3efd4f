import type { Template, TemplateValues } from "./types";

/** What a template says when the real value is not known; also what the generated documentation shows. */
const genericWords = {
  redirectUri: "your app's callback address",
  registeredUri: "the address on WorkOS's list",
  callbackPath: "your callback path",
  origin: "your app's origin (scheme, host and port, no path)",
  host: "your app's host",
  clientId: "your client ID",
  convexUrl: "your Convex deployment URL",
  apiHostname: "your custom authentication domain",
  issuer: "the issuer in the token",
  jwksUrl: "https://api.workos.com/sso/jwks/<your client ID>",
  webhookUrl: "https://<your deployment>.convex.site/workos/webhook",
  events: "user.created, user.updated, user.deleted",
  cookieName: "wos-session",
  variable: "the variable",
  email: "the person's e-mail address",
  organizationId: "the organization",
  count: "affected",
} as const;

/** The names a template may use between braces. */
export type Placeholder = keyof typeof genericWords;

const isPlaceholder = (name: string): name is Placeholder => Object.hasOwn(genericWords, name);

/**
 * Fills the `{placeholders}` of a template.
 * @param template text with `{names}` of the table above; other braces stay as they are.
 * @param values the real values; a missing one is replaced by plain words.
 * @returns the finished sentence.
 */
export function fillTemplate(template: Template, values: TemplateValues = {}): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    isPlaceholder(name) ? (values[name] ?? genericWords[name]) : whole,
  );
}
