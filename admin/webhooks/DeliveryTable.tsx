import Link from "@mui/material/Link";
import { DataTable } from "react-admin";
import { Link as RouterLink } from "react-router-dom";
import { userPath } from "../addresses/users";
import { deliveryPanelPath, deliveryPath } from "../addresses/webhooks";
import type { DeliveryRecord } from "../providers/resources";
import { MONO } from "../theme/theme";
import { leaveToRow } from "../ui/leaveToRow";
import { RelativeTime } from "../ui/RelativeTime";
import { duration } from "../ui/time";
import { useRowSx } from "../ui/useRowSx";
import { reasonWords } from "../ui/words";
import { DeliveryState } from "./DeliveryState";
import { VIA_LABELS } from "./viaWords";

const Column = DataTable.Col<DeliveryRecord>;

export const DELIVERY_COLUMNS = [
  "Received",
  "State",
  "Event",
  "About",
  "Why",
  "Came by",
  "Lag",
] as const;

const FITS = {
  "@container (max-width: 1000px)": { "& .column-reason": { display: "none" } },
  "@container (max-width: 820px)": {
    "& .column-via": { display: "none" },
    "& .column-workosUserId": { maxWidth: 220 },
  },
};

const ELLIPSIS = { overflow: "hidden", textOverflow: "ellipsis" };

/** The events received, newest first. A failed one has a red rule in the margin. */
export function DeliveryTable({ openId }: { openId: string | null }) {
  const rowSx = useRowSx("inbox", openId);
  return (
    <DataTable<DeliveryRecord>
      bulkActionButtons={false}
      rowClick={(id) => deliveryPanelPath(String(id)) + window.location.search}
      rowSx={(row) => ({
        ...rowSx(row),
        ...((row.state === "failed" || row.state === "dead") && {
          "& td:first-of-type": { boxShadow: "inset 3px 0 0 currentColor", color: "inks.failure" },
        }),
      })}
      sx={FITS}
      aria-label="Deliveries"
    >
      <Column
        source="receivedAt"
        label="Received"
        disableSort
        render={(row) => <RelativeTime at={row.receivedAt} />}
        sx={{ pl: { sm: 6 } }}
      />
      <Column
        source="state"
        label="State"
        disableSort
        render={(row) => <DeliveryState delivery={row} />}
      />
      <Column source="type" label="Event" disableSort render={(row) => <EventLink row={row} />} />
      <Column
        source="workosUserId"
        label="About"
        disableSort
        render={(row) => <About row={row} />}
        sx={{ ...ELLIPSIS, maxWidth: 320 }}
      />
      <Column
        source="reason"
        label="Why"
        disableSort
        render={(row) => row.reason && reasonWords(row.reason)}
        sx={{ ...ELLIPSIS, color: "text.secondary", maxWidth: 420 }}
      />
      <Column source="via" label="Came by" disableSort render={(row) => <CameBy row={row} />} />
      <Column
        source="lagMs"
        label="Lag"
        disableSort
        align="right"
        render={(row) => duration(Math.max(0, row.lagMs))}
        className="figures"
      />
    </DataTable>
  );
}

function EventLink({ row }: { row: DeliveryRecord }) {
  return (
    <Link
      component={RouterLink}
      to={deliveryPath(row.id)}
      color="textPrimary"
      onClick={leaveToRow}
      sx={{ fontFamily: MONO, fontSize: 12 }}
    >
      {row.type}
    </Link>
  );
}

function About({ row }: { row: DeliveryRecord }) {
  if (row.workosUserId === null) return null;
  return (
    <Link
      component={RouterLink}
      to={userPath(row.workosUserId)}
      onClick={(event) => event.stopPropagation()}
    >
      {row.userLabel ?? row.workosUserId}
    </Link>
  );
}

function CameBy({ row }: { row: DeliveryRecord }) {
  const word = VIA_LABELS[row.via];
  return row.attempts > 1 ? `${word}, attempt ${row.attempts}` : word;
}
