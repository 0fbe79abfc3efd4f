import Box from "@mui/material/Box";
import { useTitle } from "../ui/title";
import { DeliveryView } from "./DeliveryView";

/** A received event on a page of its own. */
export function DeliveryPage({ id }: { id: string }) {
  useTitle("Webhooks", id);
  return (
    <Box sx={{ height: "100%", overflow: "auto" }}>
      <Box sx={{ maxWidth: 760, p: { xs: 4, sm: 6 } }}>
        <DeliveryView id={id} />
      </Box>
    </Box>
  );
}
