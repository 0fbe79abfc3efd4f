import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";
import { Link as RouterLink } from "react-router-dom";
import { causePath } from "../../addresses/diagnostics";
import { Copyable } from "../../ui/Copy";
import { Icon } from "../../ui/Icon";
import { HowWeKnow } from "./HowWeKnow";
import { RemedySteps } from "./RemedySteps";
import type { ShownFinding } from "./shown";

interface FindingBodyProps {
  finding: ShownFinding;
  /** Buttons that mend it from here, or look again. */
  actions?: ReactNode;
  /** Whether its link is the page's main button: the first thing to do, and nothing here does it. */
  lead?: boolean;
}

/** Under a finding's sentence: how we know, what to do, and the buttons. */
export function FindingBody({ finding, actions, lead = false }: FindingBodyProps) {
  return (
    <Box sx={{ display: "grid", gap: 5, fontSize: 14, minWidth: 0 }}>
      <Part title="How we know">
        <HowWeKnow finding={finding} />
      </Part>
      <Part title="What to do">
        <RemedySteps steps={finding.remedy} />
      </Part>
      <Box sx={{ display: "flex", flexWrap: "wrap", gap: 3, alignItems: "center" }}>
        <FindingLink link={finding.link} lead={lead} />
        {actions}
        <Link component={RouterLink} to={causePath(finding.code)} variant="body2">
          More about this cause
        </Link>
      </Box>
    </Box>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="section" sx={{ minWidth: 0 }}>
      <Typography variant="h3" component="h3" sx={{ mb: 1.5 }}>
        {title}
      </Typography>
      {children}
    </Box>
  );
}

/** Where the remedy is carried out: a page of the WorkOS dashboard, or a command. */
function FindingLink({ link, lead }: { link: ShownFinding["link"]; lead: boolean }) {
  if (link === null) return null;
  if ("command" in link) return <Copyable block text={link.command} what="command" />;
  return (
    <Button
      variant={lead ? "contained" : "outlined"}
      href={link.href}
      target="_blank"
      rel="noreferrer"
      endIcon={<Icon name="external" />}
    >
      Open {link.label} at WorkOS
    </Button>
  );
}
