import Box from "@mui/material/Box";
import { useGetOne } from "react-admin";
import type { UserDetailRecord } from "../providers/resources";
import { useTitle } from "../ui/title";
import { personLabel } from "./Person";
import { UserView } from "./UserView";

/** A person on a page of their own; accepts a WorkOS id or a Convex id. */
export function UserPage({ id }: { id: string }) {
  const { data } = useGetOne<UserDetailRecord>("users", { id });
  useTitle("Users", data ? personLabel(data) : id);
  return (
    <Box sx={{ height: "100%", overflow: "auto", containerType: "inline-size" }}>
      <Box sx={{ maxWidth: 1200, p: { xs: 4, sm: 6 } }}>
        <UserView id={id} />
      </Box>
    </Box>
  );
}
