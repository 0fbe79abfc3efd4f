import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import Link from "@mui/material/Link";
import type { ReactNode } from "react";
import { Link as RouterLink } from "react-router-dom";
import type { CauseCode } from "../../../convex/gatehouse/diagnostics/catalogue";
import { causePath } from "../../addresses/diagnostics";
import { MONO } from "../../theme/theme";
import { Icon } from "../../ui/Icon";
import { Status } from "../../ui/Status";

interface Part {
  name: string;
  value: string;
  meaning: string;
}

/** The parts of a pasted thing: name, value, what it means. */
export function Parts({ label, parts }: { label: string; parts: readonly Part[] }) {
  return (
    <Box component="dl" aria-label={label} sx={{ m: 0, borderTop: 1, borderColor: "divider" }}>
      {parts.map(({ name, value, meaning }) => (
        <Box key={name} sx={ROW}>
          <Box component="dt" sx={{ fontWeight: 550, overflowWrap: "anywhere" }}>
            {name}
          </Box>
          <Box component="dd" sx={{ m: 0, minWidth: 0 }}>
            <Box sx={{ fontFamily: MONO, fontSize: 12, overflowWrap: "anywhere" }}>{value}</Box>
            <Box sx={{ color: "text.secondary" }}>{meaning}</Box>
          </Box>
        </Box>
      ))}
    </Box>
  );
}

const ROW = {
  display: "grid",
  gridTemplateColumns: { xs: "104px minmax(0, 1fr)", sm: "180px minmax(0, 1fr)" },
  columnGap: 3,
  py: 1.5,
  fontSize: 13,
  borderBottom: 1,
  borderColor: "divider",
};

/** Something noteworthy, with the way to its cause when it stands for one. */
export function Note({ sentence, code }: { sentence: string; code: CauseCode | null }) {
  return (
    <Box component="li" sx={{ display: "flex", gap: 2 }}>
      <Icon
        name={code === null ? "ignored" : "warning"}
        sx={{ mt: 0.75, color: code === null ? "text.secondary" : "inks.warning" }}
      />
      <Box component="span" sx={{ overflowWrap: "anywhere", minWidth: 0 }}>
        {sentence}{" "}
        {code !== null && (
          <Link component={RouterLink} to={causePath(code)}>
            What to do
          </Link>
        )}
      </Box>
    </Box>
  );
}

/** A list of {@link Note}s. */
export function Notes({ children }: { children: ReactNode }) {
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: "none", display: "grid", gap: 1.5 }}>
      {children}
    </Box>
  );
}

/** Nothing is wrong with it. */
export function Sound({ label }: { label: string }) {
  return <Status tone="ok" icon="ok" label={label} />;
}

/** Why a text could not be explained. */
export function Problem({ sentence }: { sentence: string }) {
  return <Typography role="alert">{sentence}</Typography>;
}
