import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

/**
 * Lets knip know how Convex functions are used: by their path, not by an import.
 * `npm run lint` runs it; a function that nobody calls is still reported.
 * @param {import("knip").ReporterOptions} result
 */
export default function knipFunctions(result) {
  const isCalled = callsIn(result.cwd);
  for (const [file, symbols] of Object.entries(result.issues.exports)) {
    if (!file.startsWith("convex/")) continue;
    const source = readFileSync(path.join(result.cwd, file), "utf8");
    for (const symbol of Object.keys(symbols)) {
      const isUsed = isFunction(source, symbol) ? isCalled(file, symbol) : symbol === "default";
      if (!isUsed) continue;
      delete symbols[symbol];
      result.counters.exports -= 1;
    }
  }
  return result;
}

function isFunction(source, name) {
  const builder = String.raw`(internal|operator)?(query|mutation|action)\(`;
  return new RegExp(`export const ${name} = ${builder}`, "i").test(source);
}

/** Whether a function is called by name anywhere, tests apart: as `gatehouse.users.list`, or as text. */
function callsIn(cwd) {
  const grep = ["grep", "-hoE", "gatehouse[./][A-Za-z./]+(:[A-Za-z]+)?", "--"];
  const places = ["admin", "convex/gatehouse", "local", "docs", ":!*.test.*", ":!*.fixture.*"];
  const text = execFileSync("git", [...grep, ...places], { cwd, encoding: "utf8" });
  const called = new Set(text.split("\n").map((name) => name.replaceAll(/[.:]/g, "/")));
  return (file, name) => called.has(`${file.slice("convex/".length, -".ts".length)}/${name}`);
}
