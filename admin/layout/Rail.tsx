import Box from "@mui/material/Box";
import { NavLink } from "react-router-dom";
import { allows } from "../../convex/gatehouse/operators/roles";
import { useOperator } from "../gate/viewer";
import { Brand } from "../ui/Brand";
import { Icon } from "../ui/Icon";
import { PAGES } from "./pages";

export const RAIL_WIDTH_PX = 184;

/** The pages of the console that the operator's role may read. */
export function Rail({ onNavigate }: { onNavigate?: () => void }) {
  const { role } = useOperator();
  return (
    <Box component="nav" aria-label="Pages" sx={{ p: 3, width: RAIL_WIDTH_PX }}>
      <Box sx={{ px: 2, pb: 5, pt: 0.5 }}>
        <Brand />
      </Box>
      <Box component="ul" sx={{ listStyle: "none", m: 0, p: 0, display: "grid", gap: 0.5 }}>
        {PAGES.filter((page) => allows(role, page.role)).map(
          ({ path, label, icon, badge: Badge }) => (
            <li key={path}>
              <Box
                component={NavLink}
                to={path}
                end={path === "/"}
                {...(onNavigate && { onClick: onNavigate })}
                sx={{
                  display: "flex",
                  alignItems: "center",
                  gap: 2.5,
                  height: 32,
                  px: 2,
                  borderRadius: 1,
                  fontSize: 13,
                  fontWeight: 500,
                  color: "text.secondary",
                  textDecoration: "none",
                  "&:hover": { bgcolor: "action.hover", color: "text.primary" },
                  "&.active": { bgcolor: "action.selected", color: "text.primary" },
                  "&.active svg": { color: "primary.main" },
                }}
              >
                <Icon name={icon} />
                {label}
                {Badge && <Badge />}
              </Box>
            </li>
          ),
        )}
      </Box>
    </Box>
  );
}
