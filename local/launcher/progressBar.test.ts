import { describe, expect, it } from "vitest";
import { progressBar } from "./progressBar";

describe("progressBar", () => {
  it.each([
    [0, 2000, 0, "0 of 2,000"],
    [1000, 2000, 14, "1,000 of 2,000"],
    [2000, 2000, 28, "2,000 of 2,000"],
    [0, 0, 28, "0 of 0"],
  ])("%d of %d fills %d cells", (done, total, filled, words) => {
    const line = progressBar("Seeding", done, total);
    expect(line.split("█").length - 1).toBe(filled);
    expect(line.endsWith(words)).toBe(true);
  });
});
