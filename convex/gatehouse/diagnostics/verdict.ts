import { CHECK_LINK_MARK } from "./catalogue/placeholders";
import type { Certainty } from "./catalogue/types";
import type { Finding } from "./judge/types";

const openings: Record<Certainty, string> = {
  proven: "",
  likely: "Most likely: ",
  possible: "Perhaps: ",
  unknown: "",
};

/**
 * The diagnosis in one sentence.
 * @param findings as `judge` ranked them.
 * @param subject whom or what it is about, for example an e-mail address.
 * @returns the first finding's sentence with its certainty, or that nothing is wrong.
 */
export function verdict(findings: readonly Finding[], subject: string): string {
  const [first] = findings.filter((finding) => finding.certainty !== "unknown");
  if (first !== undefined) return `${openings[first.certainty]}${first.sentence}`;
  const open = findings.length;
  if (open === 0) return `Nothing is wrong with ${subject}: every check passed.`;
  return `Nothing wrong was found with ${subject}, but ${open === 1 ? "one check" : `${open} checks`} could not be made.`;
}

const OUR_SIDE =
  "We have found why you cannot sign in. It is on our side, there is nothing you need to do, and we are mending it.";

const NOT_FOUND =
  "We have looked into why you cannot sign in and everything looks right from here. Which address do you open, and what does the last page say?";

function bodyOf(findings: readonly Finding[]): string {
  const [first] = findings.filter((finding) => finding.certainty !== "unknown");
  return first === undefined ? NOT_FOUND : (first.reply ?? OUR_SIDE);
}

/**
 * A reply that support can send to the person, without terms of the trade and without blame. Where it
 * needs a self-check link, it holds a mark for it (see {@link withCheckLink}).
 * @param findings as `judge` ranked them.
 * @param name the person's first name; null makes the greeting general.
 */
export function replyTo(findings: readonly Finding[], name: string | null): string {
  return [name === null ? "Hello," : `Hello ${name},`, bodyOf(findings)].join("\n\n");
}

/** Whether a reply promises a self-check link that is not in it yet. */
export function lacksCheckLink(reply: string): boolean {
  return reply.includes(CHECK_LINK_MARK);
}

/**
 * Puts the self-check link into a reply: where the reply promises one, else in a line of its own.
 * @param reply as `replyTo` made it, perhaps changed since.
 * @param url where the person can have their own browser examined.
 */
export function withCheckLink(reply: string, url: string): string {
  if (lacksCheckLink(reply)) return reply.replaceAll(CHECK_LINK_MARK, url);
  return `${reply}\n\nThis page looks at your browser and tells us more, without any of your data: ${url}`;
}
