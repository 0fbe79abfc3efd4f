import { describe, expect, it } from "vitest";
import type { Lock } from "../app/lock";
import { planVersions } from "./versions";

const NEEDS = { convex: "^1.43.0", svix: "^1.99.1" };
const TOOLS = { typescript: ">=5.5.0 <7.0.0" };

const lockOf = (versions: Record<string, string>, kind: Lock["kind"] = "npm"): Lock => ({
  kind,
  versionOf: (name) => versions[name] ?? null,
});

describe("planVersions", () => {
  it("adds what is not there, but no tool", () => {
    const plan = planVersions(NEEDS, TOOLS, { convex: "^1.43.0" }, lockOf({ convex: "1.48.0" }));
    expect(plan).toEqual({
      added: { svix: "^1.99.1" },
      raised: [],
      refusals: [],
      command: "npm install",
    });
  });

  it("says what the lock holds and the next install raises, and how to ask for it", () => {
    const lock = lockOf({ convex: "1.31.5", typescript: "5.3.3" });
    const plan = planVersions(NEEDS, TOOLS, { convex: "^1.17.0", typescript: "^5.3.0" }, lock);
    expect(plan.refusals).toEqual([]);
    expect(plan.raised).toEqual([
      "convex: locked to 1.31.5, and Gatehouse needs ^1.43.0. The next install raises it to the newest that ^1.17.0 admits.",
      "typescript: locked to 5.3.3, and Gatehouse needs >=5.5.0 <7.0.0. The next install raises it to the newest that ^5.3.0 admits.",
    ]);
    expect(plan.command).toBe(`npm install "convex@^1.43.0" "typescript@^5.5.0"`);
  });

  it("refuses ranges that cannot meet before the package manager does", () => {
    const plan = planVersions(
      NEEDS,
      TOOLS,
      { convex: "~1.31.0", typescript: "5.3.3" },
      lockOf({}, "pnpm"),
    );
    expect(plan.refusals).toEqual([
      expect.stringMatching(/^convex: .* Run pnpm add convex@\^1\.43\.0,/),
      expect.stringMatching(/^typescript: package\.json asks for 5\.3\.3/),
    ]);
  });

  it("says that it cannot know without a lock file", () => {
    const { raised } = planVersions(NEEDS, {}, { convex: "^1.17.0" }, null);
    expect(raised).toEqual([expect.stringContaining("no lock file says which is used")]);
  });

  it("leaves ranges that only a package manager understands, unless the lock is too old", () => {
    const ranges = { convex: "catalog:", svix: "workspace:*" };
    expect(planVersions(NEEDS, {}, ranges, lockOf({})).raised).toEqual([]);
    const plan = planVersions(NEEDS, {}, ranges, lockOf({ convex: "1.31.5" }));
    expect(plan.raised).toEqual([expect.stringContaining("locked to 1.31.5")]);
    expect(plan.refusals).toEqual([]);
  });
});
