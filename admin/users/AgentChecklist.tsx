import Box from "@mui/material/Box";
import Checkbox from "@mui/material/Checkbox";
import OutlinedInput from "@mui/material/OutlinedInput";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { agentLabel, isKnownAgent, KNOWN_AGENTS } from "../../convex/gatehouse/users/agents";
import { MONO } from "../theme/theme";

interface AgentChecklistProps {
  /** What is ticked. */
  agents: readonly string[];
  /** What the person has on now: an unknown agent stays in the list after it was unticked. */
  saved: readonly string[];
  disabled: boolean;
  onSwitch: (agent: string) => void;
}

/** The catalogue of agents, to be searched and ticked; unknown ones the person has stay in it, marked. */
export function AgentChecklist({ agents, saved, disabled, onSwitch }: AgentChecklistProps) {
  const [text, setText] = useState("");
  const unknown = [...new Set([...saved, ...agents])].filter((agent) => !isKnownAgent(agent));
  const wanted = text.trim().toLowerCase();
  const shown = [...KNOWN_AGENTS.map(({ id }) => id), ...unknown].filter(
    (id) => id.includes(wanted) || agentLabel(id).toLowerCase().includes(wanted),
  );
  return (
    <Box component="fieldset" disabled={disabled} sx={{ m: 0, p: 0, border: 0, minWidth: 0 }}>
      <Box component="legend" sx={{ position: "absolute", clip: "rect(0 0 0 0)" }}>
        Agents
      </Box>
      <OutlinedInput
        size="small"
        type="search"
        fullWidth
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder="Find an agent"
        inputProps={{ "aria-label": "Find an agent" }}
        sx={{ mb: 2 }}
      />
      <Box
        sx={{
          display: "grid",
          gridTemplateColumns: "repeat(auto-fill, minmax(180px, 1fr))",
          columnGap: 4,
        }}
      >
        {shown.map((id) => (
          <AgentLine key={id} id={id} on={agents.includes(id)} onSwitch={() => onSwitch(id)} />
        ))}
      </Box>
      {shown.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          No agent is called that.
        </Typography>
      )}
    </Box>
  );
}

function AgentLine({ id, on, onSwitch }: { id: string; on: boolean; onSwitch: () => void }) {
  return (
    <Box
      component="label"
      sx={{
        display: "flex",
        alignItems: "center",
        gap: 1,
        height: 32,
        ml: -1,
        fontSize: 13,
        cursor: "pointer",
        borderRadius: 1,
        "&:hover": { bgcolor: "action.hover" },
      }}
    >
      <Checkbox checked={on} onChange={onSwitch} />
      {agentLabel(id)}
      {!isKnownAgent(id) && (
        <Box
          component="span"
          sx={{
            fontFamily: MONO,
            fontSize: 11,
            color: "inks.unknown",
            border: "1px dashed",
            borderRadius: 1,
            px: 1,
          }}
        >
          not in the catalogue
        </Box>
      )}
    </Box>
  );
}
