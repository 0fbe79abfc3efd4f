import Box from "@mui/material/Box";
import Skeleton from "@mui/material/Skeleton";
import Typography from "@mui/material/Typography";
import { useQuery_experimental as useQueryState } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { api } from "../../convex/_generated/api";
import { useConsoleEnv } from "../config/consoleEnv";
import { Copyable } from "../ui/Copy";
import { Fact, Facts } from "../ui/Facts";
import { ErrorState } from "../ui/States";
import { Status } from "../ui/Status";
import { useTitle } from "../ui/title";
import { count } from "../ui/words";
import { Operators } from "./Operators";
import { Retention } from "./Retention";

type DeploymentSettings = FunctionReturnType<typeof api.gatehouse.settings.get>;

/** Who may use the console, and how it is configured. Facts only; secrets never leave the server. */
export function Settings() {
  useTitle("Settings");
  const state = useQueryState({ query: api.gatehouse.settings.get, args: {} });
  return (
    <Box sx={{ height: "100%", overflow: "auto" }}>
      <Box sx={{ maxWidth: 720, p: { xs: 4, sm: 6 }, display: "grid", gap: 8 }}>
        <section>
          <Typography variant="h2" sx={{ mb: 2 }}>
            Operators
          </Typography>
          <Operators />
        </section>
        <section>
          <Typography variant="h2" sx={{ mb: 2 }}>
            The Convex deployment
          </Typography>
          {state.status === "pending" && <Skeleton height={226} />}
          {state.status === "error" && <ErrorState error={state.error} />}
          {state.status === "success" && <Deployment settings={state.data} />}
        </section>
        <section>
          <Typography variant="h2" sx={{ mb: 2 }}>
            This console
          </Typography>
          <Console settings={state.status === "success" ? state.data : null} />
        </section>
        <section>
          <Typography variant="h2" sx={{ mb: 2 }}>
            What is kept, and for how long
          </Typography>
          <Retention />
        </section>
      </Box>
    </Box>
  );
}

function Deployment({ settings }: { settings: DeploymentSettings }) {
  return (
    <Facts>
      <Fact label="Environment">{settings.environmentName}</Fact>
      <Fact label="WorkOS client">
        {settings.workosClientId === null ? (
          <Missing variable="WORKOS_CLIENT_ID" />
        ) : (
          <Copyable text={settings.workosClientId} what="client ID" />
        )}
      </Fact>
      <Fact label="WorkOS API">{settings.apiHost}</Fact>
      <Fact label="WorkOS API key">
        {settings.apiKeyConfigured ? <IsSet /> : <Missing variable="WORKOS_API_KEY" />}
      </Fact>
      <Fact label="Webhook address">
        <Copyable text={settings.webhookUrl} what="webhook address" />
      </Fact>
      <Fact label="Webhook secret">
        {settings.webhookSecretConfigured ? (
          <IsSet />
        ) : (
          <Missing variable="WORKOS_WEBHOOK_SECRET" />
        )}
      </Fact>
      <Fact label="First admins">
        {settings.admins === 0 ? (
          <Missing variable="GATEHOUSE_ADMINS" />
        ) : (
          `${count(settings.admins, "address")} in GATEHOUSE_ADMINS`
        )}
      </Fact>
    </Facts>
  );
}

function Console({ settings }: { settings: DeploymentSettings | null }) {
  const env = useConsoleEnv();
  const deployed = settings?.workosClientId ?? env.workosClientId;
  const differs = deployed !== env.workosClientId;
  return (
    <Facts>
      <Fact label="Environment">{env.environment}</Fact>
      <Fact label="Convex">
        <Copyable text={env.convexUrl} what="Convex address" />
      </Fact>
      <Fact label="WorkOS client">
        <Copyable text={env.workosClientId} what="client ID" />
        {differs && (
          <Box>
            <Status
              tone="failure"
              icon="failure"
              label="Not the deployment's: one of the two belongs to another environment"
            />
          </Box>
        )}
      </Fact>
      <Fact label="Redirect address">
        <Copyable text={env.redirectUri} what="redirect address" />
      </Fact>
    </Facts>
  );
}

function IsSet() {
  return <Status tone="ok" icon="ok" label="set" />;
}

function Missing({ variable }: { variable: string }) {
  return (
    <Box sx={{ display: "grid", gap: 1, py: 1 }}>
      <Box>
        <Status tone="warning" icon="warning" label="not set" />
      </Box>
      <Copyable text={`npx convex env set ${variable} …`} what="command" />
    </Box>
  );
}
