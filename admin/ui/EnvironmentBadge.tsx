import Box from "@mui/material/Box";
import Tooltip from "@mui/material/Tooltip";
import { useConsoleEnv } from "../config/consoleEnv";
import type { EnvironmentName } from "../config/env";

const MEANING: Record<EnvironmentName, string> = {
  Local: "Everything runs on this machine: nothing here touches real people.",
  Development: "A development deployment.",
  Preview: "A preview deployment.",
  Production: "Real people. What you change here counts at once.",
};

/** Local is dashed, Production is solid: the edge says how careful to be. */
export function EnvironmentBadge() {
  const { environment } = useConsoleEnv();
  const solid = environment === "Production";
  return (
    <Tooltip title={MEANING[environment]}>
      <Box
        component="span"
        sx={{
          justifySelf: "start",
          px: 2,
          lineHeight: "20px",
          fontSize: 12,
          fontWeight: 550,
          borderRadius: 1,
          border: `1px ${environment === "Local" ? "dashed" : "solid"}`,
          borderColor: solid ? "text.primary" : "inks.rule",
          color: solid ? "background.default" : "text.secondary",
          bgcolor: solid ? "text.primary" : "transparent",
          whiteSpace: "nowrap",
        }}
      >
        {environment}
      </Box>
    </Tooltip>
  );
}
