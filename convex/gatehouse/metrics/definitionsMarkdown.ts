import { DEFINITIONS } from "./definitions";

/** The definitions of the overview's figures as a page of the docs, in Markdown. */
export function definitionsMarkdown(): string {
  const figures = Object.values(DEFINITIONS).map(
    ({ title, counts, leavesOut, source, limits }) =>
      `## ${title}\n\n- **Counts.** ${counts}\n- **Leaves out.** ${leavesOut}\n- **From.** \`${source}\`\n- **Does not say.** ${limits}`,
  );
  return [HEAD, ...figures].join("\n\n");
}

const HEAD = `# What the overview's figures mean

<!-- Written by npm run docs:metrics from convex/gatehouse/metrics/definitions.ts. -->

Days are UTC days. An event counts on the day WorkOS says it happened, whenever and however often it
arrives. The figures are kept in sharded roll-ups, written in the transaction that records the event.`;
