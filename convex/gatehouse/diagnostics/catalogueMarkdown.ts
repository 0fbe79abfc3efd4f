import type { CauseEntry } from "./catalogue";
import { catalogue, CAUSE_GROUPS, ORIGINAL_GUIDE } from "./catalogue";
import { workosLink } from "./catalogue/links";
import { fillCommand, fillStep, fillTemplate } from "./catalogue/placeholders";
import type { AuthMode, CauseGroup, DeepLink, Severity } from "./catalogue/types";

/** Each stage of a sign-in in people's words. */
export const groupTitles: Record<CauseGroup, string> = {
  client: "Client, keys and build",
  redirect: "Coming back from WorkOS",
  cors: "Requests the browser refuses",
  cookies: "Cookies and browser storage",
  session: "Sessions and clocks",
  convex: "Convex and the token",
  webhooks: "Webhooks and user rows",
  person: "One person only",
};

const severityWords: Record<Severity, string> = {
  blocking: "stops sign-in",
  degrading: "sign-in works, badly",
  advisory: "a risk",
};

/** How an app keeps its sessions, in people's words. */
export const modeWords: Record<AuthMode, string> = {
  "client-only": "apps without a server (authkit-react)",
  cookie: "apps with a server cookie (authkit-nextjs and others)",
};

const linkText = (link: DeepLink): string[] => {
  if (link === null) return [];
  if ("run" in link) {
    const command = fillCommand(link.run);
    return command === null ? [] : [`- **Command:** \`${command}\``];
  }
  const { label, href } = workosLink(link.workos);
  return [`- **Where:** [${label} in the WorkOS dashboard](${href})`];
};

const escaped = (text: string): string => text.replace(/[*<>]/g, (character) => `\\${character}`);

const escapeProse = (text: string): string => escaped(fillTemplate(text));

const sourceText = (source: string): string =>
  source.startsWith("https://") ? `<${source}>` : source;

function entryMarkdown(entry: CauseEntry): string {
  return [
    `### ${escapeProse(entry.title)}`,
    "",
    `\`${entry.code}\` · ${severityWords[entry.severity]} · ${entry.authModes.map((mode) => modeWords[mode]).join(" and ")}`,
    "",
    `- **What the person sees:** ${escapeProse(entry.whatThePersonSees)}`,
    `- **Why:** ${escapeProse(entry.cause)}`,
    `- **How we know:** ${escapeProse(entry.howItIsProven)} At best this is _${entry.certainty}_.`,
    "- **What to do:**",
    ...entry.remedy.map((step, index) => `  ${index + 1}. ${escaped(fillStep(step))}`),
    ...(entry.reply === undefined ? [] : [`- **What to write:** “${escapeProse(entry.reply)}”`]),
    ...linkText(entry.deepLink),
    `- **Source:** ${entry.sources.map(sourceText).join(", ")}`,
    "",
  ].join("\n");
}

const section = (title: string, entries: readonly CauseEntry[]): string =>
  [`## ${title}`, "", ...entries.map(entryMarkdown)].join("\n");

/**
 * The whole catalogue as a page for people.
 * @returns the text of docs/diagnostics.md.
 */
export function catalogueMarkdown(): string {
  const first = catalogue.filter((entry) => ORIGINAL_GUIDE.includes(entry.code));
  const rest = catalogue.filter((entry) => !ORIGINAL_GUIDE.includes(entry.code));
  return [
    "# Why can't this person sign in?",
    "",
    "<!-- Generated from convex/gatehouse/diagnostics/catalogue by `npm run docs:diagnostics`. Do not edit by hand. -->",
    "",
    `Gatehouse knows ${catalogue.length} causes. The console, the terminal and this page use the same codes and words.`,
    "",
    section("The four everybody meets first", first),
    ...CAUSE_GROUPS.map((group) =>
      section(
        groupTitles[group],
        rest.filter((entry) => entry.group === group),
      ),
    ),
  ].join("\n");
}
