import Box from "@mui/material/Box";
import Checkbox from "@mui/material/Checkbox";
import FormControlLabel from "@mui/material/FormControlLabel";
import type { Typed } from "./environmentFields";
import { Choice, TextLine } from "./fields";

interface ChecklistFieldsProps {
  /** Somebody has looked; before that nothing is noted. */
  looked: boolean;
  onLooked: (looked: boolean) => void;
  text: (name: keyof Typed) => { value: string; onChange: (value: string) => void };
}

const ASKS_AGAIN = {
  unknown: "Not tried",
  yes: "WorkOS asks who I am",
  no: "I am in again at once",
};

/** What no API tells: settings that an operator reads in the WorkOS dashboard, and one thing to try. */
export function ChecklistFields({ looked, onLooked, text }: ChecklistFieldsProps) {
  return (
    <Box sx={{ display: "grid", gap: 4 }}>
      <FormControlLabel
        control={<Checkbox checked={looked} onChange={(_, checked) => onLooked(checked)} />}
        label="I have looked them up under Applications → your app → Redirects"
        slotProps={{ typography: { variant: "body2" } }}
      />
      <TextLine
        label="Sign-in endpoint"
        hint="Empty: it is not set"
        disabled={!looked}
        {...text("signInEndpoint")}
      />
      <TextLine
        label="App homepage URL"
        hint="Empty: it is not set"
        disabled={!looked}
        {...text("homepageUrl")}
      />
      <TextLine
        label="Sign-out redirects"
        hint="Where people may be sent after signing out. Empty: none is set"
        disabled={!looked}
        {...text("signOutRedirects")}
      />
      <Choice
        label="After signing out of the app, “Sign in” does what?"
        options={ASKS_AGAIN}
        disabled={!looked}
        {...text("signOutAsksAgain")}
      />
    </Box>
  );
}
