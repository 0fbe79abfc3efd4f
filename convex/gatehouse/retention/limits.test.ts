import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { KEPT_FOR_GOOD, LIMITS } from "./limits";

const page = await readFile(new URL("../../../docs/operations.md", import.meta.url), "utf8");
/** The page's tables without the padding that lines their columns up. */
const tables = page.replaceAll(/ {2,}/g, " ");

it.each(Object.values(LIMITS))("docs/operations.md has $title", ({ title, days, since, why }) => {
  expect(tables).toContain(`| ${title} | ${days} days after ${since} | ${why} |`);
});

it.each(KEPT_FOR_GOOD)("docs/operations.md has $title", ({ title, why }) => {
  expect(tables).toContain(`| ${title} | for good | ${why} |`);
});

it("never lets go of an event before WorkOS does", () => {
  const kept = [LIMITS.inbox, LIMITS.signIns, LIMITS.userDays].map(({ days }) => days);
  expect(Math.min(...kept)).toBeGreaterThanOrEqual(90);
});

it("keeps what sign-ins are counted by as long as the sign-ins", () => {
  expect(LIMITS.userDays.days).toBeGreaterThanOrEqual(LIMITS.signIns.days);
  expect(LIMITS.sessionEnds.days).toBeGreaterThanOrEqual(LIMITS.signIns.days);
  expect(LIMITS.loginLoops.days).toBeLessThan(LIMITS.signIns.days);
});
