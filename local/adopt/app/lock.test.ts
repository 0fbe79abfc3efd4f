import { describe, expect, it } from "vitest";
import { parseLock } from "./lock";

const RANGES = { convex: "^1.17.0", "@scope/x": "^2.0.0" };

describe("package-lock.json", () => {
  const text = JSON.stringify({
    packages: {
      "node_modules/convex": { version: "1.31.5" },
      "packages/backend/node_modules/convex": { version: "1.40.0" },
      "node_modules/@scope/x": { version: "2.1.0" },
    },
  });

  it("prefers what is installed beside the package to what is above it", () => {
    expect(parseLock("npm", text, "", RANGES).versionOf("convex")).toBe("1.31.5");
    expect(parseLock("npm", text, "packages/backend", RANGES).versionOf("convex")).toBe("1.40.0");
    expect(parseLock("npm", text, "packages/web", RANGES).versionOf("convex")).toBe("1.31.5");
    expect(parseLock("npm", text, "packages/backend", RANGES).versionOf("@scope/x")).toBe("2.1.0");
  });

  it("knows the first format too, and what is not there", () => {
    const old = JSON.stringify({ dependencies: { convex: { version: "1.2.3" } } });
    expect(parseLock("npm", old, "", RANGES).versionOf("convex")).toBe("1.2.3");
    expect(parseLock("npm", text, "", RANGES).versionOf("svix")).toBeNull();
  });
});

describe("pnpm-lock.yaml", () => {
  const text = `lockfileVersion: '9.0'
importers:
  .:
    devDependencies:
      typescript: { specifier: ^5.3.0, version: 5.3.3 }
  packages/backend:
    dependencies:
      convex:
        specifier: ^1.17.0
        version: 1.31.5(react@19.0.0)
`;

  it("reads the package's own importer, without the peers behind the version", () => {
    expect(parseLock("pnpm", text, "packages/backend", RANGES).versionOf("convex")).toBe("1.31.5");
    expect(parseLock("pnpm", text, "", RANGES).versionOf("convex")).toBeNull();
    expect(parseLock("pnpm", text, "", RANGES).versionOf("typescript")).toBe("5.3.3");
  });

  it("knows the format without importers", () => {
    const old = "dependencies:\n  convex: 1.2.3_react@18.0.0\n";
    expect(parseLock("pnpm", old, "", RANGES).versionOf("convex")).toBe("1.2.3");
  });
});

describe("yarn.lock", () => {
  it("reads the first format", () => {
    const text = `# yarn lockfile v1

"@scope/x@^2.0.0":
  version "2.1.0"

convex@^1.0.0, convex@^1.17.0:
  version "1.31.5"
  resolved "x"
`;
    const { versionOf } = parseLock("yarn", text, "", RANGES);
    expect(versionOf("convex")).toBe("1.31.5");
    expect(versionOf("@scope/x")).toBe("2.1.0");
    expect(versionOf("svix")).toBeNull();
  });

  it("reads the newer format", () => {
    const text = `__metadata:\n  version: 8\n\n"convex@npm:^1.17.0":\n  version: 1.31.5\n  resolution: "convex@npm:1.31.5"\n`;
    expect(parseLock("yarn", text, "", RANGES).versionOf("convex")).toBe("1.31.5");
  });
});

describe("bun.lock", () => {
  it("reads its JSON with trailing commas, and a workspace's own version", () => {
    const text = `{
  "workspaces": { "": { "name": "app" }, "packages/backend": { "name": "backend", }, },
  "packages": {
    "convex": ["convex@1.31.5", "", {}],
    "backend/convex": ["convex@1.40.0", "", {}],
    "@scope/x": ["@scope/x@2.1.0", "", {}],
  },
}`;
    expect(parseLock("bun", text, "", RANGES).versionOf("convex")).toBe("1.31.5");
    expect(parseLock("bun", text, "packages/backend", RANGES).versionOf("convex")).toBe("1.40.0");
    expect(parseLock("bun", text, "", RANGES).versionOf("@scope/x")).toBe("2.1.0");
  });
});
