import Box from "@mui/material/Box";
import { deliveryPath } from "../addresses/webhooks";
import { SidePanel } from "../ui/SidePanel";
import { DeliveryList } from "./DeliveryList";
import { DeliveryView } from "./DeliveryView";

/** The ledger, and the event that is open beside it. */
export function Deliveries({ openId }: { openId: string | null }) {
  return (
    <Box sx={{ display: "flex", height: "100%" }}>
      <DeliveryList openId={openId} />
      {openId !== null && (
        <SidePanel label="Event details" listPath="/webhooks" pagePath={deliveryPath(openId)}>
          <DeliveryView key={openId} id={openId} />
        </SidePanel>
      )}
    </Box>
  );
}
