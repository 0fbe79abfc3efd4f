import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agentChanges, describeChanges, switchAgent } from "./agentChanges";

const agents = fc.uniqueArray(fc.constantFrom("pi", "amp", "aider", "goose", "made-up"));

describe("agentChanges", () => {
  it("tells what goes on and what goes off", () => {
    expect(agentChanges(["pi", "amp"], ["amp", "goose"])).toEqual({ on: ["goose"], off: ["pi"] });
  });

  it("leads from before to after, whatever they are", () => {
    fc.assert(
      fc.property(agents, agents, (before, after) => {
        const { on, off } = agentChanges(before, after);
        const result = [...on, ...off].reduce(switchAgent, [...before]);
        expect(new Set(result)).toEqual(new Set(after));
      }),
    );
  });
});

describe("switchAgent", () => {
  it("is undone by doing it again", () => {
    fc.assert(
      fc.property(agents, fc.constantFrom("pi", "new"), (list, agent) => {
        expect(new Set(switchAgent(switchAgent(list, agent), agent))).toEqual(new Set(list));
      }),
    );
  });

  it("keeps the order of those that stay", () => {
    expect(switchAgent(["pi", "amp", "aider"], "amp")).toEqual(["pi", "aider"]);
  });
});

describe("describeChanges", () => {
  it.each([
    [["cursor-sync", "aider"], ["goose"], "turns on Cursor and Aider, turns off Goose"],
    [["made-up"], [], "turns on made-up"],
    [[], ["pi"], "turns off Pi"],
    [[], [], ""],
  ])("on %j, off %j", (on, off, expected) => {
    expect(describeChanges({ on, off }, "present")).toBe(expected);
  });

  it("speaks of the past", () => {
    expect(describeChanges({ on: ["pi"], off: [] }, "past")).toBe("turned on Pi");
  });
});
