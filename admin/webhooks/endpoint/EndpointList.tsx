import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { MONO } from "../../theme/theme";
import { Copyable } from "../../ui/Copy";
import { Status } from "../../ui/Status";
import { count } from "../../ui/words";
import type { RegisteredEndpoint } from "./endpointReport";

/** The endpoints WorkOS has for this environment, ours first. */
export function EndpointList({ endpoints }: { endpoints: readonly RegisteredEndpoint[] }) {
  if (endpoints.length === 0) {
    return (
      <Typography variant="body2" color="textSecondary">
        None. The one that points here appears as soon as it is created.
      </Typography>
    );
  }
  const oursFirst = [...endpoints].sort(
    (a, b) => Number(a.relation === "other") - Number(b.relation === "other"),
  );
  return (
    <Box component="ul" aria-label="Endpoints" sx={{ listStyle: "none", m: 0, p: 0 }}>
      {oursFirst.map((endpoint) => (
        <Row key={endpoint.id} endpoint={endpoint} />
      ))}
    </Box>
  );
}

function Row({ endpoint }: { endpoint: RegisteredEndpoint }) {
  const { id, url, relation, enabled, events, missing } = endpoint;
  const isOther = relation === "other";
  return (
    <Box
      component="li"
      sx={{
        ...{ display: "grid", gap: 1, py: 2.5, fontSize: 13, borderBottom: 1 },
        ...{ borderColor: "divider", color: isOther ? "text.secondary" : "text.primary" },
      }}
    >
      <Box sx={{ display: "flex", gap: 3, alignItems: "center", flexWrap: "wrap" }}>
        <Box sx={{ fontFamily: MONO, fontSize: 12, overflowWrap: "anywhere", flex: 1 }}>{url}</Box>
        {!isOther && <Status tone="neutral" icon="webhooks" label="points here" />}
        {enabled ? (
          <Status tone={isOther ? "neutral" : "ok"} icon="ok" label="on" />
        ) : (
          <Status tone={isOther ? "neutral" : "failure"} icon="ignored" label="off" />
        )}
      </Box>
      <Box sx={{ display: "flex", gap: 3, alignItems: "center", color: "text.secondary" }}>
        <Copyable text={id} what="endpoint id" />
        <span title={events.join("\n")}>{count(events.length, "event")}</span>
      </Box>
      {!isOther && <Secret endpoint={endpoint} />}
      {!isOther && missing.length > 0 && (
        <Box sx={{ overflowWrap: "anywhere" }}>Not told about {missing.join(", ")}</Box>
      )}
    </Box>
  );
}

const SECRETS = {
  fits: { tone: "ok", icon: "ok", label: "the deployment has its signing secret" },
  differs: { tone: "failure", icon: "failure", label: "the deployment has another signing secret" },
  unknown: { tone: "unknown", icon: "pending", label: "WorkOS does not show its signing secret" },
} as const;

function Secret({ endpoint }: { endpoint: RegisteredEndpoint }) {
  return (
    <Box>
      <Status {...SECRETS[endpoint.secret]} />
    </Box>
  );
}
