import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agentLabel, isKnownAgent, KNOWN_AGENTS, normalizeAgents } from "./agents";

describe("normalizeAgents", () => {
  it.each([
    [[], []],
    [["cursor"], ["cursor-sync"]],
    [
      ["cursor", "pi", "cursor-sync"],
      ["cursor-sync", "pi"],
    ],
    [[" pi ", "", "  "], ["pi"]],
    [
      ["mystery", "pi"],
      ["mystery", "pi"],
    ],
  ])("%j is %j", (raw, expected) => {
    expect(normalizeAgents(raw)).toEqual(expected);
  });

  it("is idempotent and never repeats", () => {
    const ids = fc.oneof(fc.string(), fc.constantFrom("cursor", "cursor-sync", "pi"));
    fc.assert(
      fc.property(fc.array(ids), (raw) => {
        const once = normalizeAgents(raw);
        expect(normalizeAgents(once)).toEqual(once);
        expect(new Set(once).size).toBe(once.length);
      }),
    );
  });
});

describe("the catalogue", () => {
  it("knows OpenSync's thirteen, each under its one spelling", () => {
    const ids = KNOWN_AGENTS.map(({ id }) => id);
    expect(ids).toHaveLength(13);
    expect(normalizeAgents(ids)).toEqual(ids);
    expect(ids.every(isKnownAgent)).toBe(true);
  });

  it("shows an unknown agent by its id", () => {
    expect(agentLabel("claude-code")).toBe("Claude Code");
    expect(agentLabel("mystery")).toBe("mystery");
    expect(isKnownAgent("mystery")).toBe(false);
    expect(isKnownAgent("constructor")).toBe(false);
  });
});
