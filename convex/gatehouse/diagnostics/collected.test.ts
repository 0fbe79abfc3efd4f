import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { EVIDENCE_KINDS } from "./judge/unknown";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** The product's own code: no test, no fixture, and no rule that only reads evidence. */
function productFiles(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !/\.(test|fixture)\.tsx?$|_generated/.test(file))
    .map((file) => path.join(folder, file))
    .filter((file) => !file.startsWith(path.join("convex", "gatehouse", "diagnostics", "judge")));
}

const product = ["convex", "admin", "local/doctor"]
  .flatMap(productFiles)
  .map((file) => readFileSync(path.join(ROOT, file), "utf8"))
  .join("\n");

describe("every kind of evidence that rules judge", () => {
  it.each(EVIDENCE_KINDS)("is collected by the product: %s", (kind) => {
    expect(product).toMatch(new RegExp(`\\bevidence\\(\\s*"${kind}"`));
  });
});
