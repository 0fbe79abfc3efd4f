import Box from "@mui/material/Box";
import ButtonBase from "@mui/material/ButtonBase";
import Divider from "@mui/material/Divider";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import Tooltip from "@mui/material/Tooltip";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useTheme as useThemeMode } from "react-admin";
import { useSignOut } from "../gate/useSignOut";
import { useOperator } from "../gate/viewer";
import { Avatar } from "../ui/Avatar";
import { Icon } from "../ui/Icon";

const ROLE_MEANING = {
  admin: "Everything: also deletes, exports and operators.",
  support: "Diagnose, edit agents, revoke sessions, replay. No deletes, exports or operators.",
  auditor: "Read users, metrics and the audit log. No changes.",
} as const;

/** Who is at the console, in which role; theme and sign-out. */
export function OperatorMenu() {
  const operator = useOperator();
  const [mode, setMode] = useThemeMode();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const signOut = useSignOut();
  const name = operator.name ?? operator.email ?? operator.workosId;
  const close = () => setAnchor(null);
  return (
    <>
      <ButtonBase
        aria-label={`Operator menu: ${name}, ${operator.role}`}
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{
          borderRadius: 1,
          gap: 2,
          p: 0.5,
          pr: { xs: 0.5, sm: 2 },
          "&:hover": { bgcolor: "action.hover" },
        }}
      >
        <Avatar of={name} url={operator.avatarUrl} />
        <Typography
          variant="caption"
          color="textSecondary"
          sx={{ display: { xs: "none", sm: "inline" } }}
        >
          {operator.role}
        </Typography>
      </ButtonBase>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        <Box component="li" sx={{ px: 2, py: 1.5, minWidth: 220, outline: 0 }}>
          <Typography variant="h3">{name}</Typography>
          {operator.email && operator.email !== name && (
            <Typography variant="body2" color="textSecondary">
              {operator.email}
            </Typography>
          )}
          <Tooltip title={ROLE_MEANING[operator.role]} placement="left">
            <Typography variant="caption" color="textSecondary" sx={{ mt: 1, display: "block" }}>
              Role: {operator.role}
            </Typography>
          </Tooltip>
        </Box>
        <Divider sx={{ my: 1 }} />
        <MenuItem
          onClick={() => {
            setMode(mode === "dark" ? "light" : "dark");
            close();
          }}
          sx={{ gap: 2 }}
        >
          <Icon name={mode === "dark" ? "sun" : "moon"} />
          {mode === "dark" ? "Light theme" : "Dark theme"}
        </MenuItem>
        <MenuItem onClick={signOut} sx={{ gap: 2 }}>
          <Icon name="signOut" />
          Sign out
        </MenuItem>
      </Menu>
    </>
  );
}
