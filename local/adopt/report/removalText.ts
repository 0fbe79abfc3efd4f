import path from "node:path";
import type { App } from "../app/app";
import type { AdoptOptions } from "../options";
import type { RemovalPlan } from "../plan/removal";
import { againText } from "./again";
import { editSections } from "./editLines";
import { counted, sectionsText } from "./sections";

/** What taking Gatehouse out does to an app, in words. */
export function removalText(app: App, plan: RemovalPlan, options: AdoptOptions): string {
  const where = `${path.relative(app.root, app.functions).replaceAll(path.sep, "/")}/`;
  const isStopped = plan.refusals.length > 0;
  const state = isStopped ? "not possible yet, nothing was written" : "dry run, nothing is written";
  const headline = `Gatehouse out of ${app.root}${options.write && !isStopped ? "" : `: ${state}`}`;
  const lines = isStopped
    ? []
    : [
        "npx convex run gatehouse/host/leave:strip   # add --prod for production",
        "takes Gatehouse's fields off your users, page after page, while Gatehouse is still deployed;",
        "a push without them in the schema is refused as long as rows have them.",
      ];
  return sectionsText([
    { title: headline, lines: [`functions in ${where}`] },
    { title: "In the way", lines: plan.refusals },
    { title: "First, on each deployment", lines },
    {
      title: `Folder ${where}gatehouse/`,
      lines: plan.files.length === 0 ? [] : [`${counted(plan.files.length, "file")} removed`],
    },
    {
      title: `Packages taken out of ${path.relative(app.root, app.packagePath)}`,
      lines: plan.packages.map((name) => `- ${name}`),
    },
    ...editSections(plan.edits, where, "Edits"),
    { title: "To know", lines: plan.warnings },
    { title: "Next", lines: isStopped ? [] : nextLines(options) },
  ]);
}

function nextLines({ app, write }: AdoptOptions): string[] {
  return write
    ? ["install packages, so that the lock file follows", "npx convex dev --once, or deploy"]
    : [`${againText(app)} --remove --write`];
}
