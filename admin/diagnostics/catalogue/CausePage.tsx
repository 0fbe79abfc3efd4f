import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";
import { Link as RouterLink } from "react-router-dom";
import {
  causeOf,
  isCauseCode,
  type CauseEntry,
} from "../../../convex/gatehouse/diagnostics/catalogue";
import { workosLink } from "../../../convex/gatehouse/diagnostics/catalogue/links";
import {
  fillStep,
  fillTemplate,
} from "../../../convex/gatehouse/diagnostics/catalogue/placeholders";
import { modeWords } from "../../../convex/gatehouse/diagnostics/catalogueMarkdown";
import { CATALOGUE } from "../../addresses/diagnostics";
import { MONO } from "../../theme/theme";
import { EmptyState } from "../../ui/States";
import { Status } from "../../ui/Status";
import { useTitle } from "../../ui/title";
import { listing } from "../../ui/words";
import { RemedySteps } from "../finding/RemedySteps";
import { SEVERITY } from "../finding/words";

/** One cause of the catalogue, in full. */
export function CausePage({ code }: { code: string }) {
  useTitle("Diagnostics", isCauseCode(code) ? causeOf(code).title : code);
  if (isCauseCode(code)) return <Cause cause={causeOf(code)} />;
  return (
    <EmptyState title="There is no such cause">
      <Typography component="p">
        The catalogue has no cause with the code {code}. All of them stand in{" "}
        <Link component={RouterLink} to={CATALOGUE}>
          the catalogue
        </Link>
        .
      </Typography>
    </EmptyState>
  );
}

function Cause({ cause }: { cause: CauseEntry }) {
  const { title, code, authModes } = cause;
  return (
    <Box component="article" sx={{ display: "grid", gap: 5, maxWidth: "76ch" }}>
      <div>
        <Box sx={{ fontSize: 13 }}>
          <Status {...SEVERITY[cause.severity]} />
        </Box>
        <Typography variant="h1" component="h2" sx={{ fontSize: { xs: 22, sm: 26 }, mt: 1 }}>
          {fillTemplate(title)}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          <Box component="code" sx={{ fontFamily: MONO, fontSize: 11.5 }}>
            {code}
          </Box>
          {" · concerns "}
          {listing(authModes.map((mode) => modeWords[mode]))}
        </Typography>
      </div>
      <Part title="What the person sees">{fillTemplate(cause.whatThePersonSees)}</Part>
      <Part title="Why it happens">{fillTemplate(cause.cause)}</Part>
      <Part title="How it is proven">{fillTemplate(cause.howItIsProven)}</Part>
      <Part title="What to do">
        <RemedySteps steps={cause.remedy.map((step) => fillStep(step))} />
        <Where cause={cause} />
      </Part>
      <Part title="Sources">
        <Box component="ul" sx={{ m: 0, pl: 5, fontSize: 13 }}>
          {cause.sources.map((source) => (
            <li key={source}>
              <Source text={source} />
            </li>
          ))}
        </Box>
      </Part>
    </Box>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="section" sx={{ overflowWrap: "anywhere" }}>
      <Typography variant="h3" sx={{ mb: 1 }}>
        {title}
      </Typography>
      {children}
    </Box>
  );
}

function Where({ cause: { deepLink } }: { cause: CauseEntry }) {
  if (deepLink === null || "run" in deepLink) return null;
  const { label, href } = workosLink(deepLink.workos);
  return (
    <Box sx={{ mt: 2 }}>
      <Link href={href} target="_blank" rel="noreferrer">
        {label} in the WorkOS dashboard
      </Link>
    </Box>
  );
}

function Source({ text }: { text: string }) {
  if (!text.startsWith("https://")) return text;
  return (
    <Link href={text} target="_blank" rel="noreferrer">
      {text.replace("https://", "")}
    </Link>
  );
}
