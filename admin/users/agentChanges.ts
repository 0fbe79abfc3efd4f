import { agentLabel } from "../../convex/gatehouse/users/agents";
import { listing } from "../ui/words";

export interface AgentChanges {
  on: string[];
  off: string[];
}

/** What turning the list `before` into `after` switches on and off. */
export function agentChanges(before: readonly string[], after: readonly string[]): AgentChanges {
  return {
    on: after.filter((agent) => !before.includes(agent)),
    off: before.filter((agent) => !after.includes(agent)),
  };
}

/** The list with one agent switched. Those that stay keep their order. */
export function switchAgent(agents: readonly string[], agent: string): string[] {
  return agents.includes(agent) ? agents.filter((other) => other !== agent) : [...agents, agent];
}

/** Changes as a sentence's predicate: "turns on Cursor and Aider, turns off Goose". */
export function describeChanges({ on, off }: AgentChanges, tense: "present" | "past"): string {
  const verb = tense === "past" ? "turned" : "turns";
  return [
    on.length > 0 && `${verb} on ${listing(on.map(agentLabel))}`,
    off.length > 0 && `${verb} off ${listing(off.map(agentLabel))}`,
  ]
    .filter(Boolean)
    .join(", ");
}
