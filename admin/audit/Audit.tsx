import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useListContext } from "react-admin";
import { isText, type FilterRules } from "../addresses/filterRules";
import { FilterBar } from "../list/FilterBar";
import { Ledger } from "../list/Ledger";
import { EmptyState } from "../ui/States";
import { useTitle } from "../ui/title";
import { useNarrow } from "../ui/useNarrow";
import { useNow } from "../ui/useNow";
import { AUDIT_COLUMNS, AuditRows, AuditTable } from "./AuditTable";
import { actionWords, KNOWN_ACTIONS } from "./auditWords";
import { ChainMark } from "./ChainMark";

const NEWEST_FIRST = { field: "at", order: "DESC" } as const;

/** The filter of the audit log as it stands in the address. */
interface AuditFilters {
  action?: string;
  actorId?: string;
  targetId?: string;
}

/** What an address may say. */
const FILTER_RULES: FilterRules<AuditFilters> = {
  action: isText,
  actorId: isText,
  targetId: isText,
};

/** Who did what to whom. */
export function Audit() {
  const narrow = useNarrow();
  useTitle("Audit");
  return (
    <Ledger
      resource="audit"
      sort={NEWEST_FIRST}
      filters={FILTER_RULES}
      columns={narrow ? ["Audit log"] : AUDIT_COLUMNS}
      head={<AuditHead />}
      empty={<NoEntries />}
    >
      {narrow ? <AuditRows /> : <AuditTable />}
    </Ledger>
  );
}

function AuditHead() {
  const { filterValues, setFilters } = useListContext();
  const filters: AuditFilters = filterValues;
  const parts: ({ key: keyof AuditFilters; label: string } | false)[] = [
    filters.action !== undefined && { key: "action", label: actionWords(filters.action) },
    filters.actorId !== undefined && { key: "actorId", label: `by ${filters.actorId}` },
    filters.targetId !== undefined && { key: "targetId", label: `to ${filters.targetId}` },
  ];
  const today = new Date(useNow()).toISOString().slice(0, 10);
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", gap: 2, alignItems: "center", fontSize: 13 }}>
      <FilterBar
        parts={parts.filter((part) => part !== false)}
        onRemove={(key) => setFilters({ ...filters, [key]: undefined })}
        groups={[
          {
            title: "What was done",
            choices: KNOWN_ACTIONS.map((action) => ({
              label: actionWords(action),
              choose: () => setFilters({ ...filters, action }),
            })),
          },
        ]}
      />
      <Box sx={{ flex: 1 }} />
      <ChainMark day={today} />
    </Box>
  );
}

function NoEntries() {
  const { filterValues, setFilters } = useListContext();
  if (Object.keys(filterValues).length > 0) {
    return (
      <EmptyState title="No entry matches">
        <Button variant="outlined" onClick={() => setFilters({})} sx={{ justifySelf: "start" }}>
          Clear the filter
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="Nothing done yet">
      <Typography component="p">
        Every change an operator makes is written here in the same transaction as the change itself:
        who, what, to whom, before and after. Change somebody’s agents, and the first line appears.
      </Typography>
    </EmptyState>
  );
}
