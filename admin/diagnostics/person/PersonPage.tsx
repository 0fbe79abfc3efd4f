import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
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
  const asked = search.get("id") ?? search.get("email") ?? "";
  const last = useRef("");
  useEffect(() => {
    if (asked === "" || last.current === asked) return;
    last.current = asked;
    ask(askedFor(asked));
  }, [asked, ask]);

  const submit = (text: string) => {
    if (text === asked) ask(askedFor(text));
    else setSearch(isWorkosId(text) ? { id: text } : { email: text });
  };
  return (
    <Box sx={{ display: "grid", gap: 6, minWidth: 0, maxWidth: 960 }}>
      <PersonForm key={asked} initial={asked} busy={state.kind === "asking"} onSubmit={submit} />
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

const askedFor = (text: string): Asked => (isWorkosId(text) ? { workosId: text } : { email: text });

interface PersonFormProps {
  initial: string;
  busy: boolean;
  onSubmit: (text: string) => void;
}

function PersonForm({ initial, busy, onSubmit }: PersonFormProps) {
  const [text, setText] = useState(initial);
  return (
    <Box
      component="form"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(text.trim());
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
    </Box>
  );
}
