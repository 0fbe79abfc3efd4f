import { useState } from "react";
import { useNotify, useUpdate } from "react-admin";
import type { ReadableError } from "../providers/readableError";
import type { UserDetailRecord } from "../providers/resources";
import { capitalized } from "../ui/words";
import { agentChanges, describeChanges, switchAgent, type AgentChanges } from "./agentChanges";
import { personLabel } from "./Person";

export interface AgentsDraft {
  /** What the checklist shows: the draft, or what the person has on. */
  agents: readonly string[];
  changes: AgentChanges;
  isSaving: boolean;
  /** Why the last attempt to save did not work. */
  failure: ReadableError | null;
  /** Somebody changed the agents since this draft began. */
  isOvertaken: boolean;
  switchAgent: (agent: string) => void;
  save: () => void;
  discard: () => void;
}

/** What is being changed, from what it was when the changing began. */
interface Draft {
  base: string[];
  agents: string[];
}

/**
 * The agents as they are about to be saved. Saved pessimistically: the list the draft began with
 * goes along, so that nobody's change is overwritten unseen.
 */
export function useAgentsDraft(user: UserDetailRecord): AgentsDraft {
  const [draft, setDraft] = useState<Draft | null>(null);
  const [failure, setFailure] = useState<ReadableError | null>(null);
  const [update, { isPending }] = useUpdate<UserDetailRecord, ReadableError>();
  const notify = useNotify();
  const { base, agents } = draft ?? { base: user.enabledAgents, agents: user.enabledAgents };
  const changes = agentChanges(base, agents);
  const moved = agentChanges(base, user.enabledAgents);

  const discard = () => {
    setDraft(null);
    setFailure(null);
  };
  const save = () => {
    setFailure(null);
    void update(
      "users",
      {
        id: user.id,
        data: { enabledAgents: agents },
        previousData: { ...user, enabledAgents: base },
      },
      {
        mutationMode: "pessimistic",
        onSuccess: () => {
          discard();
          notify(`${capitalized(describeChanges(changes, "past"))} for ${personLabel(user)}.`);
        },
        onError: setFailure,
      },
    );
  };
  return {
    agents,
    changes,
    isSaving: isPending,
    failure,
    isOvertaken: draft !== null && moved.on.length + moved.off.length > 0,
    switchAgent: (agent) => setDraft({ base, agents: switchAgent(agents, agent) }),
    save,
    discard,
  };
}
