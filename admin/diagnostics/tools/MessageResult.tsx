import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { useQuery } from "convex/react";
import { useState } from "react";
import { Link as RouterLink } from "react-router-dom";
import { api } from "../../../convex/_generated/api";
import type { TemplateValues } from "../../../convex/gatehouse/diagnostics/catalogue/placeholders";
import { evidence } from "../../../convex/gatehouse/diagnostics/evidence";
import { judge } from "../../../convex/gatehouse/diagnostics/judge/judge";
import type { Finding } from "../../../convex/gatehouse/diagnostics/judge/types";
import { redactText } from "../../../convex/gatehouse/diagnostics/redact";
import { CATALOGUE } from "../../addresses/diagnostics";
import { Findings } from "../finding/Findings";
import { deploymentValues } from "./deploymentValues";

/** The cause that an error message stands for. */
export function MessageResult({ text }: { text: string }) {
  const environments = useQuery(api.gatehouse.environments.list, {});
  const [now] = useState(() => Date.now());
  const findings = findingsIn(text, deploymentValues(environments ?? []), now);
  return <Findings findings={findings} none={<NotRecognised />} />;
}

function findingsIn(text: string, deployment: TemplateValues, now: number): Finding[] {
  const from = { source: "the pasted message", at: now };
  const message = evidence("errorMessage", { text: redactText(text) }, from);
  return judge([message], { authMode: null, environment: null, deployment, now });
}

function NotRecognised() {
  return (
    <Typography>
      No cause is known for this message. Try its first line alone, look through{" "}
      <Link component={RouterLink} to={CATALOGUE}>
        the catalogue
      </Link>
      , or ask the person for a recording.
    </Typography>
  );
}
