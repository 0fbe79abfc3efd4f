import Box from "@mui/material/Box";
import ButtonBase from "@mui/material/ButtonBase";
import IconButton from "@mui/material/IconButton";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { Link as RouterLink, useLocation } from "react-router-dom";
import { useValue } from "../providers/valueStore";
import { EnvironmentBadge } from "../ui/EnvironmentBadge";
import { Icon } from "../ui/Icon";
import { crumb } from "../ui/title";
import { ConnectionMark } from "./ConnectionMark";
import { OperatorMenu } from "./OperatorMenu";
import { pageOf } from "./pages";

interface TopBarProps {
  onMenu: () => void;
  onSearch: () => void;
}

/** Where am I, what am I looking for, how careful must I be, is it live, who am I. */
export function TopBar({ onMenu, onSearch }: TopBarProps) {
  return (
    <Box
      component="header"
      sx={{
        display: "flex",
        alignItems: "center",
        gap: { xs: 2, sm: 4 },
        height: 48,
        px: { xs: 2, sm: 6 },
        borderBottom: 1,
        borderColor: "divider",
        bgcolor: "background.default",
      }}
    >
      <IconButton aria-label="Open menu" onClick={onMenu} sx={{ display: { sm: "none" } }}>
        <Icon name="menu" sx={{ fontSize: 20 }} />
      </IconButton>
      <WhereAmI />
      <Box sx={{ flex: 1 }} />
      <SearchButton onSearch={onSearch} />
      <EnvironmentBadge />
      <ConnectionMark />
      <OperatorMenu />
    </Box>
  );
}

function WhereAmI() {
  const page = pageOf(useLocation().pathname);
  const record = useValue(crumb);
  if (!page) return null;
  return (
    <Box sx={{ display: "flex", alignItems: "baseline", gap: 2, minWidth: 0 }}>
      {record ? (
        <>
          <Link component={RouterLink} to={page.path} color="textSecondary" variant="h2">
            {page.label}
          </Link>
          <Typography aria-hidden color="textSecondary">
            /
          </Typography>
          <Typography component="h1" variant="h2" noWrap>
            {record}
          </Typography>
        </>
      ) : (
        <Typography component="h1" variant="h2">
          {page.label}
        </Typography>
      )}
    </Box>
  );
}

function SearchButton({ onSearch }: { onSearch: () => void }) {
  return (
    <ButtonBase
      aria-label="Search people and pages"
      aria-keyshortcuts="Control+K"
      onClick={onSearch}
      sx={{
        height: 30,
        px: 2,
        gap: 2,
        width: { xs: 34, md: 240 },
        justifyContent: { xs: "center", md: "flex-start" },
        border: 1,
        borderColor: "divider",
        borderRadius: 1,
        color: "text.secondary",
        fontSize: 13,
        bgcolor: "background.paper",
        "&:hover": { borderColor: "inks.rule" },
      }}
    >
      <Icon name="search" />
      <Box
        component="span"
        sx={{ flex: 1, textAlign: "left", display: { xs: "none", md: "block" } }}
      >
        Find a person
      </Box>
      <Box
        component="kbd"
        sx={{ font: "inherit", fontSize: 11, display: { xs: "none", md: "block" } }}
      >
        Ctrl K
      </Box>
    </ButtonBase>
  );
}
