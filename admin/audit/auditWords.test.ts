import { expect, it } from "vitest";
import { actionWords, KNOWN_ACTIONS } from "./auditWords";

it("says actions in words", () => {
  expect(actionWords("user.agents.set")).toBe("set the agents of");
  expect(actionWords("user.erase")).toBe("erased the personal data of");
  expect(actionWords("thing.of.tomorrow")).toBe("thing of tomorrow");
});

it("has words for every action it offers to filter by", () => {
  for (const action of KNOWN_ACTIONS) expect(actionWords(action)).not.toContain(".");
});
