import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useListContext } from "react-admin";
import { SIGN_IN_FILTER_RULES, type SignInFilters } from "../addresses/signIns";
import { FilterBar } from "../list/FilterBar";
import { Ledger } from "../list/Ledger";
import { EmptyState } from "../ui/States";
import { useTitle } from "../ui/title";
import { useNarrow } from "../ui/useNarrow";
import { signInFilterChoices, signInFilterParts, withChoice, withoutPart } from "./signInFilters";
import { SignInRows } from "./SignInRows";
import { SIGN_IN_COLUMNS, SignInTable } from "./SignInTable";

const NEWEST_FIRST = { field: "at", order: "DESC" } as const;

/** The ledger of sign-ins, completed and failed. */
export function SignIns() {
  const narrow = useNarrow();
  useTitle("Sign-ins");
  return (
    <Ledger
      resource="signIns"
      sort={NEWEST_FIRST}
      filters={SIGN_IN_FILTER_RULES}
      columns={narrow ? ["Sign-ins"] : SIGN_IN_COLUMNS}
      head={<SignInsFilter />}
      empty={<NoSignIns />}
    >
      {narrow ? <SignInRows /> : <SignInTable />}
    </Ledger>
  );
}

function SignInsFilter() {
  const { filterValues, setFilters } = useListContext();
  const filters: SignInFilters = filterValues;
  return (
    <FilterBar
      parts={signInFilterParts(filters)}
      onRemove={(key) => setFilters(withoutPart(filters, key))}
      groups={signInFilterChoices().map(({ title, choices }) => ({
        title,
        choices: choices.map(({ label, set }) => ({
          label,
          choose: () => setFilters(withChoice(filters, set)),
        })),
      }))}
    />
  );
}

function NoSignIns() {
  const { filterValues, setFilters } = useListContext();
  if (Object.keys(filterValues).length > 0) {
    return (
      <EmptyState title="No sign-in matches">
        <Button variant="outlined" onClick={() => setFilters({})} sx={{ justifySelf: "start" }}>
          Clear the filter
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No sign-ins yet">
      <Typography component="p">
        Each sign-in that WorkOS tells of becomes a line here: completed ones from session.created,
        failed ones from authentication.*_failed. Subscribe the webhook endpoint to these events,
        then sign in to your app.
      </Typography>
    </EmptyState>
  );
}
