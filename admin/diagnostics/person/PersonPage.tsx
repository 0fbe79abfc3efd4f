import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Checkbox from "@mui/material/Checkbox";
import FormControlLabel from "@mui/material/FormControlLabel";
import OutlinedInput from "@mui/material/OutlinedInput";
import Skeleton from "@mui/material/Skeleton";
import Typography from "@mui/material/Typography";
import { useEffect, useRef, useState } from "react";
import { useSearchParams } from "react-router-dom";
import { PersonDiagnosis } from "./PersonDiagnosis";
import { useDiagnosis, type Asked } from "./useDiagnosis";

/** Why can this person not sign in? Asked by e-mail, or by a link from their page. */
export function PersonPage() {
  const [search, setSearch] = useSearchParams();
  const { state, ask } = useDiagnosis();
  const person = search.get("id") ?? search.get("email") ?? "";
  const atConsole = search.has("console");
  const address = search.toString();
  const last = useRef("");
  useEffect(() => {
    if (person === "" || last.current === address) return;
    last.current = address;
    ask(askedFor(person, atConsole));
  }, [person, atConsole, address, ask]);

  const submit = (text: string, isAtConsole: boolean) => {
    if (text === person && isAtConsole === atConsole) ask(askedFor(text, isAtConsole));
    else setSearch(addressFor(text, isAtConsole));
  };
  return (
    <Box sx={{ display: "grid", gap: 6, minWidth: 0, maxWidth: 960 }}>
      <PersonForm
        person={person}
        askedAtConsole={atConsole}
        busy={state.kind === "asking"}
        onSubmit={submit}
      />
      {state.kind === "idle" && (
        <Typography color="textSecondary" sx={{ maxWidth: "68ch" }}>
          WorkOS and Convex are asked about this one person: their account, sign-ins, sessions and
          row. You get one sentence that says what is wrong, what it rests on, and a reply to send.
          It is on the audit log.
        </Typography>
      )}
      {state.kind === "asking" && <Skeleton height={280} />}
      {state.kind === "failed" && <Typography role="alert">{state.message}</Typography>}
      {state.kind === "answered" && <PersonDiagnosis key={state.at} diagnosis={state.diagnosis} />}
    </Box>
  );
}

const isWorkosId = (text: string): boolean => /^user_\w+$/.test(text);

const askedFor = (text: string, atConsole: boolean): Asked => ({
  ...(isWorkosId(text) ? { workosId: text } : { email: text }),
  ...(atConsole && { console: true }),
});

const addressFor = (text: string, atConsole: boolean): Record<string, string> => ({
  ...(isWorkosId(text) ? { id: text } : { email: text }),
  ...(atConsole && { console: "" }),
});

interface PersonFormProps {
  person: string;
  askedAtConsole: boolean;
  busy: boolean;
  onSubmit: (text: string, atConsole: boolean) => void;
}

function PersonForm({ person, askedAtConsole, busy, onSubmit }: PersonFormProps) {
  const [text, setText] = useFollowed(person);
  const [atConsole, setAtConsole] = useFollowed(askedAtConsole);
  return (
    <Box
      component="form"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(text.trim(), atConsole);
      }}
      sx={{ display: "flex", gap: 3, flexWrap: "wrap" }}
    >
      <OutlinedInput
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder="E-mail address, or WorkOS user id"
        inputProps={{ "aria-label": "Who cannot sign in", inputMode: "email" }}
        sx={{ flex: "1 1 260px", maxWidth: 420 }}
      />
      <Button type="submit" variant="contained" disabled={busy || text.trim() === ""}>
        {busy ? "Looking …" : "Diagnose this person"}
      </Button>
      <FormControlLabel
        control={<Checkbox checked={atConsole} onChange={(_, checked) => setAtConsole(checked)} />}
        label="It is this console they cannot open, not the app"
        slotProps={{ typography: { variant: "body2" } }}
        sx={{ width: "100%" }}
      />
    </Box>
  );
}

/** State that begins anew when the value it began with changes, while the field keeps its focus. */
function useFollowed<T>(value: T) {
  const [state, setState] = useState(value);
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    setState(value);
  }
  return [state, setState] as const;
}
