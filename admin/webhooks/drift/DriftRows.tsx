import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import { useListContext } from "react-admin";
import { Link as RouterLink } from "react-router-dom";
import { userPath } from "../../addresses/users";
import type { DriftRecord } from "../../providers/resources";
import { Status } from "../../ui/Status";
import { useRowSx } from "../../ui/useRowSx";
import { actionStatus, differences, kindWords } from "./driftWords";
import { RepairButton } from "./RepairButton";

/** The differences: who, what differs, here → in WorkOS, what was done, what can be done. */
export function DriftRows() {
  const { data = [] } = useListContext<DriftRecord>();
  const rowSx = useRowSx("drift");
  return (
    <Box component="ul" aria-label="Differences" sx={{ listStyle: "none", m: 0, p: 0 }}>
      {data.map((row) => (
        <Box component="li" key={row.id} sx={{ ...ROW, ...rowSx(row) }}>
          <Box sx={{ minWidth: 0, overflowWrap: "anywhere" }}>
            <Link component={RouterLink} to={userPath(row.workosUserId)}>
              {row.userLabel ?? row.workosUserId}
            </Link>
            <Box sx={{ color: "text.secondary" }}>{kindWords(row.kind)}</Box>
          </Box>
          <Fields row={row} />
          <Box sx={DONE}>
            <Status {...actionStatus(row)} />
            <RepairButton row={row} />
          </Box>
        </Box>
      ))}
    </Box>
  );
}

const ROW = {
  display: "grid",
  gridTemplateColumns: { xs: "1fr", sm: "minmax(180px, 280px) minmax(0, 1fr) 240px" },
  columnGap: 5,
  rowGap: 2,
  px: { xs: 3, sm: 6 },
  py: 2.5,
  fontSize: 13,
  borderBottom: 1,
  borderColor: "divider",
};

const DONE = {
  display: "flex",
  flexWrap: "wrap",
  gap: 3,
  alignContent: "start",
  alignItems: "center",
  justifyContent: { sm: "flex-end" },
};

/** On the left what the row here says, on the right what WorkOS says. */
function Fields({ row }: { row: DriftRecord }) {
  return (
    <Box component="dl" sx={{ m: 0, display: "grid", gap: 0.5, alignContent: "start" }}>
      {differences(row).map(({ field, here, workos }) => (
        <Box key={field} sx={{ display: "flex", gap: 3, minWidth: 0 }}>
          <Box component="dt" sx={{ color: "text.secondary", width: 104, flex: "none" }}>
            {field}
          </Box>
          <Box component="dd" sx={{ m: 0, minWidth: 0, overflowWrap: "anywhere" }}>
            <Box component="span" aria-label="here" sx={{ color: "text.secondary" }}>
              {here}
            </Box>
            {" → "}
            <span aria-label="in WorkOS">{workos}</span>
          </Box>
        </Box>
      ))}
    </Box>
  );
}
