import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import OutlinedInput from "@mui/material/OutlinedInput";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { Link as RouterLink } from "react-router-dom";
import {
  catalogue,
  CAUSE_GROUPS,
  ORIGINAL_GUIDE,
  type CauseEntry,
} from "../../../convex/gatehouse/diagnostics/catalogue";
import { groupTitles } from "../../../convex/gatehouse/diagnostics/catalogueMarkdown";
import { causePath } from "../../addresses/diagnostics";
import { Status } from "../../ui/Status";
import { HEADING } from "../finding/FoldedFindings";
import { SEVERITY } from "../finding/words";
import { searchCauses } from "./searchCauses";

/** Every cause Gatehouse knows, by stage of a sign-in. */
export function CataloguePage() {
  const [wanted, setWanted] = useState("");
  const found = searchCauses(catalogue, wanted);
  const first = found.filter(({ code }) => ORIGINAL_GUIDE.includes(code));
  const rest = found.filter(({ code }) => !ORIGINAL_GUIDE.includes(code));
  return (
    <Box sx={{ display: "grid", gap: 6, maxWidth: 880 }}>
      <Box sx={{ display: "flex", gap: 4, flexWrap: "wrap", alignItems: "center" }}>
        <OutlinedInput
          type="search"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          placeholder="Search causes: what the person sees, a code, a word"
          inputProps={{ "aria-label": "Search causes" }}
          sx={{ flex: "1 1 320px", maxWidth: 480 }}
        />
        <Typography variant="body2" color="textSecondary" role="status">
          {wanted.trim() === ""
            ? `${found.length} causes`
            : `${found.length} of ${catalogue.length}`}
        </Typography>
      </Box>
      {found.length === 0 && (
        <Typography color="textSecondary">
          No cause holds these words. Fewer words find more; an error message is better pasted under
          Evidence.
        </Typography>
      )}
      <Group title="The four everybody meets first" causes={first} />
      {CAUSE_GROUPS.map((group) => (
        <Group
          key={group}
          title={groupTitles[group]}
          causes={rest.filter((entry) => entry.group === group)}
        />
      ))}
    </Box>
  );
}

function Group({ title, causes }: { title: string; causes: readonly CauseEntry[] }) {
  if (causes.length === 0) return null;
  return (
    <section>
      <Typography variant="h2" sx={HEADING}>
        {title}
      </Typography>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: "none" }}>
        {causes.map(({ code, title: cause, severity }) => (
          <Box component="li" key={code} sx={ROW}>
            <Link component={RouterLink} to={causePath(code)} color="textPrimary">
              {cause}
            </Link>
            <Status {...SEVERITY[severity]} />
          </Box>
        ))}
      </Box>
    </section>
  );
}

const ROW = {
  display: "flex",
  alignItems: "center",
  justifyContent: "space-between",
  columnGap: 4,
  flexWrap: "wrap",
  py: 1.75,
  fontSize: 13,
  borderBottom: 1,
  borderColor: "divider",
};
