import { describe, expect, it } from "vitest";
import { hashOf, manifestText, parseManifest, type Manifest } from "./manifest";

const MANIFEST: Manifest = {
  version: "0.2.0",
  files: { "gatehouse/a.ts": hashOf("a") },
  addedPackages: ["svix"],
  madeDependencies: false,
  madeFiles: ["http.ts"],
  editedFiles: { "convex/schema.ts": hashOf("b") },
};

describe("parseManifest", () => {
  it("reads what was written", () => {
    expect(parseManifest(manifestText(MANIFEST))).toEqual(MANIFEST);
  });

  it.each([
    "",
    "null",
    "[]",
    "{}",
    `{"version":1}`,
    JSON.stringify({ ...MANIFEST, files: { a: 1 } }),
  ])("takes %j for somebody else's file", (text) => {
    expect(parseManifest(text)).toBeNull();
  });
});
