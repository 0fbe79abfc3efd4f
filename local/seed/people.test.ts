import { describe, expect, it } from "vitest";
import { KNOWN_AGENTS } from "../../convex/gatehouse/users/agents";
import { chooseAgents } from "./agents";
import { seedPeople } from "./people";

const NOW = Date.parse("2026-11-23T12:00:00Z");

describe("seedPeople", () => {
  it("makes the same people for the same arguments", () => {
    expect(seedPeople(50, 1, NOW)).toEqual(seedPeople(50, 1, NOW));
    expect(seedPeople(50, 1, NOW).users).not.toEqual(seedPeople(50, 2, NOW).users);
  });

  it("puts one verified person per role among them", () => {
    const { users, operators } = seedPeople(50, 1, NOW);
    expect(users).toHaveLength(50);
    expect(operators.map(({ role }) => role)).toEqual(["admin", "support", "auditor"]);
    for (const { workosId, role } of operators) {
      expect(users.find(({ id }) => id === workosId)).toMatchObject({
        email: `${role}@gatehouse.test`,
        email_verified: true,
      });
    }
  });

  it("keeps the operators when fewer people are asked for, and names somebody to try things on", () => {
    expect(seedPeople(0, 1, NOW).operators).toHaveLength(3);
    const { exampleUserId, operators } = seedPeople(50, 1, NOW);
    expect(operators.map(({ workosId }) => workosId)).not.toContain(exampleUserId);
  });

  it("gives everybody an address of their own", () => {
    const { users } = seedPeople(500, 1, NOW);
    expect(new Set(users.map(({ email }) => email)).size).toBe(500);
  });
});

describe("chooseAgents", () => {
  const everybody = seedPeople(500, 1, NOW).users.map(({ id }) => chooseAgents(id));

  it("chooses the same for the same person", () => {
    expect(chooseAgents("user_1")).toEqual(chooseAgents("user_1"));
  });

  it("uses every known agent, leaves some people without any, and keeps a legacy entry", () => {
    const seen = new Set(everybody.flat());
    for (const { id } of KNOWN_AGENTS) expect(seen).toContain(id);
    expect(seen).toContain("cursor");
    expect(everybody.some((agents) => agents.length === 0)).toBe(true);
  });
});
