import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import { DataTable, useListContext } from "react-admin";
import { Link as RouterLink } from "react-router-dom";
import { userPath } from "../addresses/users";
import { deliveryPath } from "../addresses/webhooks";
import type { AuditRecord } from "../providers/resources";
import { RelativeTime } from "../ui/RelativeTime";
import { TwoLineRow } from "../ui/TwoLineRow";
import { useRowSx } from "../ui/useRowSx";
import { actionWords } from "./auditWords";
import { BeforeAfter } from "./BeforeAfter";

const Column = DataTable.Col<AuditRecord>;

export const AUDIT_COLUMNS = ["When", "Who", "Did what", "To whom", "Before → after"] as const;

/** Who did what to whom, before → after. */
export function AuditTable() {
  const rowSx = useRowSx("audit");
  return (
    <DataTable<AuditRecord>
      bulkActionButtons={false}
      rowClick={false}
      rowSx={rowSx}
      aria-label="Audit log"
    >
      <Column
        source="at"
        label="When"
        disableSort
        render={(row) => <RelativeTime at={row.at} />}
        sx={{ pl: { sm: 6 } }}
      />
      <Column
        source="actorWorkosId"
        label="Who"
        disableSort
        render={(row) => <Actor row={row} />}
      />
      <Column
        source="action"
        label="Did what"
        disableSort
        render={(row) => actionWords(row.action)}
      />
      <Column
        source="targetId"
        label="To whom"
        disableSort
        render={(row) => <Target row={row} />}
      />
      <Column
        source="after"
        label="Before → after"
        disableSort
        render={(row) => <BeforeAfter before={row.before} after={row.after} reason={row.reason} />}
        sx={{ whiteSpace: "normal", minWidth: 260 }}
      />
    </DataTable>
  );
}

/** The same in two lines each, for a narrow window. */
export function AuditRows() {
  const { data = [] } = useListContext<AuditRecord>();
  const rowSx = useRowSx("audit");
  return (
    <Box component="ul" aria-label="Audit log" sx={{ listStyle: "none", m: 0, p: 0 }}>
      {data.map((row) => (
        <TwoLineRow
          key={row.id}
          sx={rowSx(row)}
          title={
            <>
              <Actor row={row} /> {actionWords(row.action)} <Target row={row} />
            </>
          }
          detail={<BeforeAfter before={row.before} after={row.after} reason={row.reason} />}
          time={<RelativeTime at={row.at} />}
        />
      ))}
    </Box>
  );
}

function Actor({ row }: { row: AuditRecord }) {
  return (
    <>
      <Link component={RouterLink} to={userPath(row.actorWorkosId)}>
        {row.actorName ?? row.actorEmail ?? row.actorWorkosId}
      </Link>
      <Box component="span" sx={{ color: "text.secondary" }}>
        {` · ${row.role}`}
      </Box>
    </>
  );
}

/** Where to look at what was acted upon. */
const PATHS: Readonly<Record<string, (id: string) => string>> = {
  user: userPath,
  operator: userPath,
  event: deliveryPath,
};

function Target({ row }: { row: AuditRecord }) {
  if (row.action === "operator.enter") return null;
  const label = row.targetLabel ?? row.targetId;
  const path = PATHS[row.targetType];
  if (!path) return label;
  return (
    <Link component={RouterLink} to={path(row.targetId)}>
      {label}
    </Link>
  );
}
