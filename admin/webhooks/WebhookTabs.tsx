import Box from "@mui/material/Box";
import { Link, useLocation } from "react-router-dom";
import { DRIFT_PATH, ENDPOINT_PATH, SYNC_PATH } from "../addresses/webhooks";

const LEDGER = { path: "/webhooks", label: "Deliveries" } as const;
const OTHERS = [
  { path: SYNC_PATH, label: "Sync" },
  { path: DRIFT_PATH, label: "Drift" },
  { path: ENDPOINT_PATH, label: "Endpoint" },
] as const;

/** What came, how the table is kept equal to WorkOS, where it differs, and who sends. */
export function WebhookTabs() {
  const { pathname } = useLocation();
  const current = OTHERS.find(({ path }) => path === pathname) ?? LEDGER;
  return (
    <Box component="nav" aria-label="Webhooks" sx={BAR}>
      {[LEDGER, ...OTHERS].map(({ path, label }) => (
        <Box
          key={path}
          component={Link}
          to={path}
          aria-current={path === current.path ? "page" : undefined}
          sx={TAB}
        >
          {label}
        </Box>
      ))}
    </Box>
  );
}

const BAR = {
  display: "flex",
  gap: { xs: 4, sm: 5 },
  px: { xs: 3, sm: 6 },
  borderBottom: 1,
  borderColor: "divider",
  flex: "none",
};

const TAB = {
  py: 2.5,
  fontSize: 13,
  fontWeight: 500,
  color: "text.secondary",
  textDecoration: "none",
  borderBottom: "2px solid transparent",
  "&:hover": { color: "text.primary" },
  "&[aria-current]": { color: "text.primary", borderColor: "primary.main" },
};
