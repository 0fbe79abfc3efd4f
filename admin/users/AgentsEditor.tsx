import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useMay, useOperator } from "../gate/viewer";
import type { UserDetailRecord } from "../providers/resources";
import { AgentChips } from "./AgentChips";
import { AgentChecklist } from "./AgentChecklist";
import { AgentsSaveBar } from "./AgentsSaveBar";
import { useAgentsDraft } from "./useAgentsDraft";

/** Which agents a person has on: to be changed by support and admins, to be read by everybody. */
export function AgentsEditor({ user }: { user: UserDetailRecord }) {
  const { role } = useOperator();
  const mayEdit = useMay("support");
  if (!mayEdit) {
    return (
      <ReadOnly
        user={user}
        reason={`Your role, ${role}, may look at agents but not change them. An admin can give you the support role.`}
      />
    );
  }
  if (user.status === "deleted") {
    return (
      <ReadOnly
        user={user}
        reason="This person was deleted in WorkOS, so their agents stay as they were."
      />
    );
  }
  return <Editor user={user} />;
}

function Editor({ user }: { user: UserDetailRecord }) {
  const draft = useAgentsDraft(user);
  return (
    <Box sx={{ display: "grid", gap: 3 }}>
      <AgentChecklist
        agents={draft.agents}
        saved={user.enabledAgents}
        disabled={draft.isSaving}
        onSwitch={draft.switchAgent}
      />
      <AgentsSaveBar draft={draft} />
    </Box>
  );
}

function ReadOnly({ user, reason }: { user: UserDetailRecord; reason: string }) {
  return (
    <Box sx={{ display: "grid", gap: 3 }}>
      {user.enabledAgents.length > 0 ? <AgentChips agents={user.enabledAgents} /> : "None are on."}
      <Typography variant="body2" color="textSecondary">
        {reason}
      </Typography>
    </Box>
  );
}
