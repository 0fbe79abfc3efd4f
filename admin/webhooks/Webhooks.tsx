import Box from "@mui/material/Box";
import type { ComponentType } from "react";
import { useMatch } from "react-router-dom";
import { useNarrow } from "../ui/useNarrow";
import { Deliveries } from "./Deliveries";
import { DeliveryPage } from "./DeliveryPage";
import { DriftList } from "./drift/DriftList";
import { EndpointPage } from "./endpoint/EndpointPage";
import { HealthStrip } from "./health/HealthStrip";
import { SyncPage } from "./sync/SyncPage";
import { WebhookTabs } from "./WebhookTabs";

/** What stands beside the ledger; no event id looks like these. */
const TABS: Readonly<Record<string, ComponentType>> = {
  sync: SyncPage,
  drift: DriftList,
  endpoint: EndpointPage,
};

/**
 * `/webhooks` the ledger · `/webhooks/panel/:eventId` an event beside it · `/webhooks/:eventId` its
 * page · `/webhooks/sync`, `/drift` and `/endpoint`. Health stands above them all.
 */
export function Webhooks() {
  const narrow = useNarrow();
  const part = useMatch("/webhooks/:part")?.params.part;
  const panelId = useMatch("/webhooks/panel/:eventId")?.params.eventId ?? null;
  const Tab = part === undefined ? undefined : TABS[part];
  if (part !== undefined && Tab === undefined) return <DeliveryPage id={part} />;
  if (panelId !== null && narrow) return <DeliveryPage id={panelId} />;
  return (
    <Box sx={{ display: "flex", flexDirection: "column", height: "100%" }}>
      <WebhookTabs />
      <HealthStrip />
      <Box sx={{ flex: 1, minHeight: 0 }}>
        {Tab === undefined ? <Deliveries openId={panelId} /> : <Tab />}
      </Box>
    </Box>
  );
}
