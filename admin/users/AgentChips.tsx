import Box from "@mui/material/Box";
import Tooltip from "@mui/material/Tooltip";
import { agentLabel, isKnownAgent } from "../../convex/gatehouse/users/agents";

interface AgentChipsProps {
  agents: readonly string[];
  /** How many to show before "+n". */
  max?: number;
}

/** The agents a person has on. One this build does not know has a dashed edge. */
export function AgentChips({ agents, max = agents.length }: AgentChipsProps) {
  const hidden = agents.slice(max);
  return (
    <Box
      component="span"
      sx={{ display: "inline-flex", gap: 1, flexWrap: "wrap", alignItems: "center" }}
    >
      {agents.slice(0, max).map((agent) => (
        <AgentChip key={agent} agent={agent} />
      ))}
      {hidden.length > 0 && (
        <Tooltip title={hidden.map(agentLabel).join(", ")}>
          <Box component="span" sx={{ fontSize: 12, color: "text.secondary" }}>
            +{hidden.length}
          </Box>
        </Tooltip>
      )}
    </Box>
  );
}

function AgentChip({ agent }: { agent: string }) {
  const known = isKnownAgent(agent);
  const chip = (
    <Box
      component="span"
      sx={{
        px: 1.5,
        fontSize: 12,
        lineHeight: "20px",
        borderRadius: 1,
        border: `1px ${known ? "solid" : "dashed"}`,
        borderColor: known ? "divider" : "inks.unknown",
        color: known ? "text.primary" : "inks.unknown",
        bgcolor: "background.paper",
      }}
    >
      {agentLabel(agent)}
    </Box>
  );
  if (known) return chip;
  return (
    <Tooltip title="This version of Gatehouse does not know this agent. It is kept as it is.">
      {chip}
    </Tooltip>
  );
}
