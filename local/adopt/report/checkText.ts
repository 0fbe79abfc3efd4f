import type { Finding } from "../plan/findings";
import { counted, sectionsText } from "./sections";
import { variableLines } from "./variables";

/** What is there and what is missing, in words. */
export function checkText(root: string, findings: readonly Finding[], webhookPath: string): string {
  const missing = findings.filter(({ isThere }) => !isThere);
  const verdict =
    missing.length === 0
      ? "nothing is missing; push with npx convex dev or deploy"
      : `${counted(missing.length, "thing")} missing`;
  return sectionsText([
    {
      title: `Gatehouse in ${root}: ${verdict}`,
      lines: findings.map(({ isThere, text }) => `${isThere ? "ok     " : "missing"} ${text}`),
    },
    {
      title:
        "Variables of the deployment (only it knows whether they are set: npx convex env list)",
      lines: variableLines(webhookPath),
    },
  ]);
}
