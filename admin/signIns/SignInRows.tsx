import Box from "@mui/material/Box";
import { useListContext } from "react-admin";
import type { SignInRecord } from "../providers/resources";
import { RelativeTime } from "../ui/RelativeTime";
import { TwoLineRow } from "../ui/TwoLineRow";
import { useRowSx } from "../ui/useRowSx";
import { capitalized, methodLabel } from "../ui/words";
import { SignInError } from "./SignInError";
import { SignInOutcome } from "./SignInOutcome";
import { SignInPerson } from "./SignInPerson";

/** The sign-ins in two lines each, for a narrow window. */
export function SignInRows() {
  const { data = [] } = useListContext<SignInRecord>();
  const rowSx = useRowSx("signIns");
  return (
    <Box component="ul" aria-label="Sign-ins" sx={{ listStyle: "none", m: 0, p: 0 }}>
      {data.map((row) => (
        <TwoLineRow
          key={row.id}
          sx={rowSx(row)}
          title={
            <Box sx={ONE_LINE}>
              <SignInPerson signIn={row} />
            </Box>
          }
          aside={<SignInOutcome outcome={row.outcome} />}
          detail={
            <Box sx={ONE_LINE}>
              <HowAndWhy row={row} />
            </Box>
          }
          time={<RelativeTime at={row.at} clock />}
        />
      ))}
    </Box>
  );
}

const ONE_LINE = { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" };

function HowAndWhy({ row }: { row: SignInRecord }) {
  return (
    <>
      {capitalized(methodLabel(row.method))}
      {row.errorCode !== null && " · "}
      <SignInError failure={row} />
    </>
  );
}
