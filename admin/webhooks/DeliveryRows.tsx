import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import { useListContext } from "react-admin";
import { Link as RouterLink } from "react-router-dom";
import { deliveryPath } from "../addresses/webhooks";
import type { DeliveryRecord } from "../providers/resources";
import { MONO } from "../theme/theme";
import { RelativeTime } from "../ui/RelativeTime";
import { TwoLineRow } from "../ui/TwoLineRow";
import { useRowSx } from "../ui/useRowSx";
import { DeliveryState } from "./DeliveryState";

/** The deliveries in two lines each, for a narrow window. */
export function DeliveryRows() {
  const { data = [] } = useListContext<DeliveryRecord>();
  const rowSx = useRowSx("inbox");
  return (
    <Box component="ul" aria-label="Deliveries" sx={{ listStyle: "none", m: 0, p: 0 }}>
      {data.map((row) => (
        <TwoLineRow
          key={row.id}
          sx={rowSx(row)}
          title={
            <Link
              component={RouterLink}
              to={deliveryPath(row.id)}
              color="textPrimary"
              sx={{ fontFamily: MONO, fontSize: 12 }}
            >
              {row.type}
            </Link>
          }
          aside={<DeliveryState delivery={row} />}
          detail={row.userLabel ?? row.workosUserId}
          time={<RelativeTime at={row.receivedAt} />}
        />
      ))}
    </Box>
  );
}
