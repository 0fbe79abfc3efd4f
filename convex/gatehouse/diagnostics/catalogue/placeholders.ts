import type { Template } from "./types";

/** What stands for a value nobody knows. */
interface Gap {
  /** Within a sentence. */
  words: string;
  /** Within a command or an address: a mark that nobody takes for the value. */
  blank: string;
  /** What belongs in place of the mark, and where to find it. */
  find: string;
}

/** Stands in a reply for the self-check link, which is made for one person and only when wanted. */
export const CHECK_LINK_MARK = "[self-check link]";

/** Every placeholder, and what the generated documentation shows for it. */
const gaps = {
  redirectUri: {
    words: "your app's callback address",
    blank: "<callback address>",
    find: "the address that WorkOS sends people back to",
  },
  registeredUri: {
    words: "the address on WorkOS's list",
    blank: "<registered address>",
    find: "the address on WorkOS's list of redirects",
  },
  callbackPath: {
    words: "your callback path",
    blank: "/callback",
    find: "the path of the page that finishes a sign-in, such as /callback,",
  },
  origin: {
    words: "your app's origin (scheme, host and port, no path)",
    blank: "<origin>",
    find: "your app's scheme, host and port",
  },
  host: { words: "your app's host", blank: "<host>", find: "your app's host name" },
  clientId: {
    words: "your client ID",
    blank: "<client ID>",
    find: "the client ID (client_…) shown under API Keys in the WorkOS dashboard",
  },
  convexUrl: {
    words: "your Convex deployment URL",
    blank: "<Convex URL>",
    find: "the deployment URL that the Convex dashboard shows under Settings",
  },
  apiHostname: {
    words: "your custom authentication domain",
    blank: "<authentication domain>",
    find: "the custom domain for authentication that the WorkOS dashboard shows under Domains",
  },
  issuer: {
    words: "that stands in the token as iss",
    blank: "<issuer>",
    find: "the value that stands in the token as iss",
  },
  jwksUrl: {
    words: "https://api.workos.com/sso/jwks/{clientId}",
    blank: "https://api.workos.com/sso/jwks/{clientId}",
    find: "the address of the key list",
  },
  webhookUrl: {
    words: "your deployment's webhook address (it ends in .convex.site/workos/webhook)",
    blank: "<webhook address>",
    find: "the address that the console shows under Webhooks → Endpoint",
  },
  events: {
    words: "user.created, user.updated, user.deleted",
    blank: "<events>",
    find: "the events user.created, user.updated and user.deleted",
  },
  cookieName: {
    words: "wos-session",
    blank: "wos-session",
    find: "the name of the session cookie",
  },
  variable: {
    words: "the variable",
    blank: "<VARIABLE>",
    find: "the name of the variable, as the error message spells it,",
  },
  variableValue: {
    words: "its value",
    blank: "<value>",
    find: "its value (for a client ID: the one shown under API Keys in the WorkOS dashboard)",
  },
  email: {
    words: "the person's e-mail address",
    blank: "<e-mail address>",
    find: "the person's e-mail address",
  },
  organizationId: {
    words: "the organization",
    blank: "<organization ID>",
    find: "the ID of the organization (org_…)",
  },
  checkUrl: {
    words: CHECK_LINK_MARK,
    blank: CHECK_LINK_MARK,
    find: "the self-check link that the console makes",
  },
  count: { words: "affected", blank: "<count>", find: "the number" },
} as const satisfies Record<string, Gap>;

/** The names a template may use between braces. */
type Placeholder = keyof typeof gaps;

/** Real values for the placeholders of a template. */
export type TemplateValues = Partial<Record<Placeholder, string>>;

const isPlaceholder = (name: string): name is Placeholder => Object.hasOwn(gaps, name);

/** The text before a placeholder that is an argument of a command. */
const COMMAND_BEFORE = /\bnpx convex env set(?: [A-Z_<>]+)? $/;

/** Values come from tokens and recordings of strangers, and commands are run as they are printed. */
const SAFE_ARGUMENT = /^[\w@:/.+~-]+$/;

interface Filled {
  text: string;
  /** The placeholders that stand as marks. */
  open: Placeholder[];
}

function fill(template: Template, values: TemplateValues): Filled {
  const open: Placeholder[] = [];
  const text = template.replace(/\{(\w+)\}/g, (whole, name: string, at: number) => {
    if (!isPlaceholder(name)) return whole;
    const [before, after] = [template.slice(0, at), template.slice(at + whole.length)];
    const isArgument = COMMAND_BEFORE.test(fill(before, values).text);
    const isPart = isArgument || /[^\s(“]$/.test(before) || /^["/\w]/.test(after);
    const value = values[name] ?? "";
    if (value !== "" && (!isArgument || SAFE_ARGUMENT.test(value))) return value;
    const generic = fill(isPart ? gaps[name].blank : gaps[name].words, values);
    open.push(...generic.open, ...(/<.+>/.test(generic.text) && isPart ? [name] : []));
    return generic.text;
  });
  return { text, open };
}

/**
 * Fills the `{placeholders}` of a sentence.
 * @param template text with `{names}` of the table above; other braces stay as they are.
 * @param values the real values; a missing one is replaced by plain words.
 * @returns the finished sentence.
 */
export function fillTemplate(template: Template, values: TemplateValues = {}): string {
  return fill(template, values).text;
}

/**
 * Fills one step of a remedy. What cannot be filled inside a command or an address becomes a mark
 * such as `<client ID>`, and the step goes on to say what to put in its place.
 * @example fillStep("Run: npx convex env set WORKOS_CLIENT_ID {clientId}")
 */
export function fillStep(step: Template, values: TemplateValues = {}): string {
  const { text, open } = fill(step, values);
  const marks = [...new Set(open)].filter((name) => text.includes(gaps[name].blank));
  if (marks.length === 0) return text;
  const sentences = marks.map((name) => `Put ${gaps[name].find} in place of ${gaps[name].blank}.`);
  return [/[.!?]$/.test(text) ? text : `${text}.`, ...sentences].join(" ");
}

/**
 * Fills a command that is shown by itself.
 * @returns the command, or null when it could not be run as printed.
 */
export function fillCommand(command: Template, values: TemplateValues = {}): string | null {
  const { text, open } = fill(command, values);
  return open.length > 0 ? null : text;
}
