import Box from "@mui/material/Box";
import type { ReactNode } from "react";
import { DataTable } from "react-admin";
import type { SignInRecord } from "../providers/resources";
import { MONO } from "../theme/theme";
import { RelativeTime } from "../ui/RelativeTime";
import { useRowSx } from "../ui/useRowSx";
import { capitalized, methodLabel } from "../ui/words";
import { Device } from "./Device";
import { SignInError } from "./SignInError";
import { SignInOutcome } from "./SignInOutcome";
import { SignInPerson } from "./SignInPerson";

const Column = DataTable.Col<SignInRecord>;

export const SIGN_IN_COLUMNS = [
  "Time (UTC)",
  "Outcome",
  "Method",
  "Person",
  "Reason",
  "Address",
  "Device",
] as const;

/** Below these widths (px) of the list itself columns give way. */
const FITS = {
  "@container (max-width: 1080px)": { "& .column-userAgent": { display: "none" } },
  "@container (max-width: 920px)": { "& .column-ipAddress": { display: "none" } },
};

const ELLIPSIS = { overflow: "hidden", textOverflow: "ellipsis" };

function Mono({ children }: { children: ReactNode }) {
  return (
    <Box component="span" sx={{ fontFamily: MONO, fontSize: 12 }}>
      {children}
    </Box>
  );
}

/** The sign-ins, newest first. */
export function SignInTable() {
  return (
    <DataTable<SignInRecord>
      bulkActionButtons={false}
      rowClick={false}
      rowSx={useRowSx("signIns")}
      sx={FITS}
      aria-label="Sign-ins"
    >
      <Column
        source="at"
        label="Time (UTC)"
        disableSort
        render={(row) => <RelativeTime at={row.at} clock />}
        sx={{ pl: { sm: 6 } }}
      />
      <Column
        source="outcome"
        label="Outcome"
        disableSort
        render={(row) => <SignInOutcome outcome={row.outcome} />}
      />
      <Column
        source="method"
        label="Method"
        disableSort
        render={(row) => capitalized(methodLabel(row.method))}
      />
      <Column
        source="workosUserId"
        label="Person"
        disableSort
        render={(row) => <SignInPerson signIn={row} />}
        sx={{ ...ELLIPSIS, maxWidth: 320 }}
      />
      <Column
        source="errorCode"
        label="Reason"
        disableSort
        render={(row) => <SignInError failure={row} />}
        sx={{ ...ELLIPSIS, color: "text.secondary", maxWidth: 360 }}
      />
      <Column
        source="ipAddress"
        label="Address"
        disableSort
        render={(row) => <Mono>{row.ipAddress}</Mono>}
      />
      <Column
        source="userAgent"
        label="Device"
        disableSort
        render={(row) => <Device userAgent={row.userAgent} />}
        sx={{ color: "text.secondary" }}
      />
    </DataTable>
  );
}
