import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { useQuery } from "convex/react";
import { useListContext } from "react-admin";
import { Link as RouterLink } from "react-router-dom";
import { api } from "../../convex/_generated/api";
import { DELIVERY_FILTER_RULES, ENDPOINT_PATH, type DeliveryFilters } from "../addresses/webhooks";
import { FilterBar } from "../list/FilterBar";
import { Ledger } from "../list/Ledger";
import { Copyable } from "../ui/Copy";
import { EmptyState } from "../ui/States";
import { useTitle } from "../ui/title";
import { useNarrow } from "../ui/useNarrow";
import { deliveryFilterChoices, deliveryFilterParts } from "./deliveryFilters";
import { DeliveryRows } from "./DeliveryRows";
import { DELIVERY_COLUMNS, DeliveryTable } from "./DeliveryTable";
import { FindDelivery } from "./FindDelivery";
import { ReplayMany } from "./replay/ReplayMany";

const NEWEST_FIRST = { field: "receivedAt", order: "DESC" } as const;

/** The ledger of what WorkOS has told this deployment. */
export function DeliveryList({ openId }: { openId: string | null }) {
  const narrow = useNarrow();
  useTitle("Webhooks");
  return (
    <Ledger
      resource="inbox"
      sort={NEWEST_FIRST}
      filters={DELIVERY_FILTER_RULES}
      columns={narrow ? ["Deliveries"] : DELIVERY_COLUMNS}
      head={<WebhooksHead />}
      empty={<NoDeliveries />}
    >
      {narrow ? <DeliveryRows /> : <DeliveryTable openId={openId} />}
    </Ledger>
  );
}

function WebhooksHead() {
  const { filterValues, setFilters } = useListContext();
  const filters: DeliveryFilters = filterValues;
  return (
    <Box sx={{ display: "flex", alignItems: "center", columnGap: 4, rowGap: 2, flexWrap: "wrap" }}>
      <FilterBar
        parts={deliveryFilterParts(filters)}
        onRemove={(key) => setFilters({ ...filters, [key]: undefined })}
        groups={deliveryFilterChoices().map(({ title, choices }) => ({
          title,
          choices: choices.map(({ label, set }) => ({
            label,
            choose: () => setFilters({ ...filters, ...set }),
          })),
        }))}
      />
      <Box sx={{ flex: 1 }} />
      <ReplayMany />
      <FindDelivery onUser={(userId) => setFilters({ ...filters, userId })} />
    </Box>
  );
}

function NoDeliveries() {
  const { filterValues, setFilters } = useListContext();
  const settings = useQuery(api.gatehouse.settings.get, {});
  if (Object.keys(filterValues).length > 0) {
    return (
      <EmptyState title="No delivery matches">
        <Button variant="outlined" onClick={() => setFilters({})} sx={{ justifySelf: "start" }}>
          Clear the filter
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No deliveries yet">
      <Typography component="p">
        Each event that WorkOS sends becomes a line here. For that an endpoint in WorkOS has to
        point at this address:
      </Typography>
      {settings && <Copyable block text={settings.webhookUrl} what="webhook address" />}
      <Box>
        <Link component={RouterLink} to={ENDPOINT_PATH}>
          See whether one does, and create it
        </Link>
      </Box>
    </EmptyState>
  );
}
