import Box from "@mui/material/Box";
import { useMatch } from "react-router-dom";
import { useNarrow } from "../ui/useNarrow";
import { UserList } from "./UserList";
import { UserPage } from "./UserPage";
import { UserPanel } from "./UserPanel";

/**
 * `/users` the list · `/users/panel/:id` the list with a person beside it · `/users/:id` the
 * person's page. The list stays mounted while the panel changes, so it keeps its place.
 */
export function Users() {
  const narrow = useNarrow();
  const pageId = useMatch("/users/:id")?.params.id;
  const panelId = useMatch("/users/panel/:id")?.params.id;
  if (pageId) return <UserPage id={pageId} />;
  if (panelId && narrow) return <UserPage id={panelId} />;
  return (
    <Box sx={{ display: "flex", height: "100%" }}>
      <UserList openId={panelId ?? null} />
      {panelId && <UserPanel id={panelId} />}
    </Box>
  );
}
