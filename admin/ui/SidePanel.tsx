import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import Tooltip from "@mui/material/Tooltip";
import { useEffect, type ReactNode } from "react";
import { Link, useLocation, useNavigate } from "react-router-dom";
import { Icon } from "./Icon";

const PANEL_WIDTH_PX = 440;

interface SidePanelProps {
  /** What it shows, for those who cannot see it: "User details". */
  label: string;
  /** The list it stands beside, to which closing returns. */
  listPath: string;
  /** The same on a page of its own. */
  pagePath: string;
  children: ReactNode;
}

/** A record beside its list. Esc closes; the address can be sent to a colleague. */
export function SidePanel({ label, listPath, pagePath, children }: SidePanelProps) {
  const navigate = useNavigate();
  const { search } = useLocation();
  const close = () => void navigate({ pathname: listPath, search });
  useEscape(close);
  return (
    <Box
      component="aside"
      aria-label={label}
      sx={{
        width: PANEL_WIDTH_PX,
        flex: "none",
        borderLeft: 1,
        borderColor: "divider",
        position: "relative",
        bgcolor: "background.paper",
      }}
    >
      <Box
        sx={{ position: "absolute", top: 0, right: 0, p: 2, display: "flex", gap: 0.5, zIndex: 1 }}
      >
        <Tooltip title="Open as a page">
          <IconButton component={Link} to={pagePath} aria-label="Open as a page" size="small">
            <Icon name="expand" />
          </IconButton>
        </Tooltip>
        <Tooltip title="Close (Esc)">
          <IconButton onClick={close} aria-label="Close panel" size="small">
            <Icon name="close" />
          </IconButton>
        </Tooltip>
      </Box>
      <Box sx={{ p: 5, height: "100%", overflow: "auto" }}>{children}</Box>
    </Box>
  );
}

function useEscape(close: () => void) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) close();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  });
}
