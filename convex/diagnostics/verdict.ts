import { causeOf } from "./catalogue";
import { fillTemplate } from "./catalogue/placeholders";
import type { TemplateValues } from "./catalogue/types";
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

/** What a reply is filled with. */
export interface ReplyOptions {
  /** The person's first name; without it the greeting is general. */
  name?: string;
  values?: TemplateValues;
  /** Where the person can let their own browser be examined. */
  checkUrl?: string;
}

const OUR_SIDE =
  "We have found why you cannot sign in. It is on our side, there is nothing you need to do, and we are mending it.";

const NOT_FOUND =
  "We have looked into why you cannot sign in and everything looks right from here. Which address do you open, and what does the last page say?";

function bodyOf(findings: readonly Finding[], values: TemplateValues): string {
  const [first] = findings.filter((finding) => finding.certainty !== "unknown");
  if (first === undefined) return NOT_FOUND;
  const { reply } = causeOf(first.code);
  return reply === undefined ? OUR_SIDE : fillTemplate(reply, values);
}

/**
 * A reply that support can send to the person, without terms of the trade and without blame.
 * @param findings as `judge` ranked them.
 * @param options name, real values, and the check page to point to when the cause is not proven.
 */
export function replyTo(
  findings: readonly Finding[],
  { name, values = {}, checkUrl }: ReplyOptions = {},
): string {
  const isProven = findings[0]?.certainty === "proven";
  const check =
    checkUrl === undefined || isProven
      ? []
      : [
          `This page looks at your browser and tells us more, without any of your data: ${checkUrl}`,
        ];
  return [
    name === undefined ? "Hello," : `Hello ${name},`,
    bodyOf(findings, values),
    ...check,
  ].join("\n\n");
}
