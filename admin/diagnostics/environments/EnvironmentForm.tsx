import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { Fold } from "../../ui/Fold";
import { ChecklistFields } from "./ChecklistFields";
import { Choice, TextLine } from "./fields";
import { typedOf, type Environment, type Typed } from "./environmentFields";
import { useSaveEnvironment } from "./useSaveEnvironment";

interface EnvironmentFormProps {
  /** The environment to change; null adds one. */
  environment: Environment | null;
  onDone: () => void;
}

const AUTH_MODES = {
  "client-only": "The browser (authkit-react, authkit-js)",
  cookie: "A server, in a cookie (authkit-nextjs and others)",
};
const KINDS = { production: "Production", staging: "Staging (anything else)" };

/** What an environment is meant to be; the checks compare everything with it. */
export function EnvironmentForm({ environment, onDone }: EnvironmentFormProps) {
  const [typed, setTyped] = useState(() => typedOf(environment));
  const [looked, setLooked] = useState((environment?.checklist ?? null) !== null);
  const { save, remove, failure, busy } = useSaveEnvironment(environment, onDone);
  const set = (name: keyof Typed) => (value: string) =>
    setTyped((before) => ({ ...before, [name]: value }));
  const text = (name: keyof Typed) => ({ value: typed[name], onChange: set(name) });
  return (
    <Box
      component="form"
      onSubmit={(event) => {
        event.preventDefault();
        save(typed, looked);
      }}
      sx={{ display: "grid", gap: 4, maxWidth: 640 }}
    >
      <Typography variant="h1" component="h2">
        {environment ? `Change ${environment.name}` : "Add an environment"}
      </Typography>
      <TextLine label="Name" hint="Production, Development, Preview …" {...text("name")} />
      <TextLine
        label="App's address"
        hint="Where people open the app, for example https://app.example.com"
        {...text("appUrl")}
      />
      <TextLine
        label="Redirect URIs"
        hint="Where WorkOS sends people back to, one per line. The first is the usual one."
        lines={3}
        {...text("redirectUris")}
      />
      <TextLine
        label="WorkOS client ID"
        hint="client_…, in the WorkOS dashboard under API Keys"
        {...text("clientId")}
      />
      <Choice label="Who keeps the session" options={AUTH_MODES} {...text("authMode")} />
      <Choice label="Kind of WorkOS environment" options={KINDS} {...text("kind")} />
      <Fold summary="Only if they differ from the usual">
        <Box sx={{ display: "grid", gap: 4 }}>
          <TextLine
            label="WorkOS API host"
            hint="api.workos.com, or your custom authentication domain"
            {...text("apiHost")}
          />
          <TextLine
            label="Callback path"
            hint="Empty: the path of the first redirect URI"
            {...text("callbackPath")}
          />
          <TextLine label="Convex deployment" hint="Empty: this one" {...text("convexUrl")} />
          <TextLine
            label="WorkOS environment ID"
            hint="environment_…, from the dashboard's address; makes links lead straight there"
            {...text("workosEnvironmentId")}
          />
        </Box>
      </Fold>
      <Fold open={looked} summary="What only the WorkOS dashboard shows, or a try">
        <ChecklistFields looked={looked} onLooked={setLooked} text={text} />
      </Fold>
      {failure !== null && (
        <Typography role="alert" color="error" variant="body2">
          {failure}
        </Typography>
      )}
      <Box sx={{ display: "flex", gap: 3, flexWrap: "wrap" }}>
        <Button type="submit" variant="contained" disabled={busy}>
          {environment ? "Save changes" : "Add this environment"}
        </Button>
        <Button onClick={onDone}>Cancel</Button>
        {environment && (
          <Button color="error" disabled={busy} onClick={remove} sx={{ ml: "auto" }}>
            Remove {environment.name} and its history
          </Button>
        )}
      </Box>
    </Box>
  );
}
