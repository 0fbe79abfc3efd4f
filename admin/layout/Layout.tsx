import Box from "@mui/material/Box";
import Drawer from "@mui/material/Drawer";
import { useEffect, useState } from "react";
import type { CoreLayoutProps } from "react-admin";
import { Notification } from "react-admin";
import { Rail, RAIL_WIDTH_PX } from "./Rail";
import { SearchDialog } from "./SearchDialog";
import { TopBar } from "./TopBar";

/** The frame around every page: rail, top bar, content. */
export function Layout({ children }: CoreLayoutProps) {
  const [drawerOpen, setDrawerOpen] = useState(false);
  const [searchOpen, setSearchOpen] = useState(false);
  useSearchKey(() => setSearchOpen(true));
  return (
    <Box sx={{ display: "flex", height: "100%" }}>
      <SkipLink />
      <Box
        sx={{
          display: { xs: "none", sm: "block" },
          width: RAIL_WIDTH_PX,
          flex: "none",
          borderRight: 1,
          borderColor: "divider",
        }}
      >
        <Rail />
      </Box>
      <Drawer open={drawerOpen} onClose={() => setDrawerOpen(false)}>
        <Rail onNavigate={() => setDrawerOpen(false)} />
      </Drawer>
      <Box sx={{ flex: 1, minWidth: 0, display: "flex", flexDirection: "column" }}>
        <TopBar onMenu={() => setDrawerOpen(true)} onSearch={() => setSearchOpen(true)} />
        <Box
          component="main"
          id="content"
          tabIndex={-1}
          sx={{ flex: 1, minHeight: 0, outline: 0, position: "relative" }}
        >
          {children}
        </Box>
      </Box>
      {searchOpen && <SearchDialog onClose={() => setSearchOpen(false)} />}
      <Notification />
    </Box>
  );
}

/** Ctrl-K, or Cmd-K on a Mac, opens the search from anywhere. */
function useSearchKey(open: () => void) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      open();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  });
}

function SkipLink() {
  return (
    <Box
      component="a"
      href="#content"
      sx={{
        position: "absolute",
        left: 8,
        top: -60,
        zIndex: "tooltip",
        px: 3,
        py: 2,
        bgcolor: "background.paper",
        border: 1,
        borderRadius: 1,
        "&:focus": { top: 8 },
      }}
    >
      Skip to content
    </Box>
  );
}
