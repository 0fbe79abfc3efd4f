import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { inProject, mentionsOn, PAGES } from "./pages";

/** Paths from the project's top; not the tail of a longer path or of an address. */
const PATH = /(?<![\w./:@-])(?:admin|convex|docs|local|tests|webhooks)\/[\w./-]*\w\/?/g;
const SCRIPT = /npm run ([a-z][\w:]*)/g;
/** Functions as Convex names them; a name without a folder is an app's, or a mistake. */
const FUNCTION = /(?:`|convex run )([a-z]\w*(?:\/\w+)*:[a-z]\w*)(?=[`\s])/g;

/** Names with a colon that are no Convex functions. */
const isFunction = (name: string) => !/^(npm|bench|docs|test):|^https?:/.test(name);

function isDefined(name: string): boolean {
  const [module = "", symbol = ""] = name.split(":");
  const file = inProject(`convex/${module}.ts`);
  return existsSync(file) && readFileSync(file, "utf8").includes(`export const ${symbol} = `);
}

const { scripts } = JSON.parse(readFileSync(inProject("package.json"), "utf8")) as {
  scripts: Record<string, string>;
};

describe.each(PAGES)("names on %s", (page) => {
  it("are files and folders that exist", () => {
    expect(mentionsOn(page, PATH).filter((file) => !existsSync(inProject(file)))).toEqual([]);
  });

  it("are scripts of package.json", () => {
    expect(mentionsOn(page, SCRIPT).filter((script) => !(script in scripts))).toEqual([]);
  });

  it("are functions of the deployment", () => {
    const functions = mentionsOn(page, FUNCTION).filter(isFunction);
    expect(functions.filter((name) => !isDefined(name))).toEqual([]);
  });
});
