import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import OutlinedInput from "@mui/material/OutlinedInput";
import { useState, type ClipboardEvent } from "react";
import { redactText } from "../../../convex/gatehouse/diagnostics/redact";
import { MONO } from "../../theme/theme";
import { KindChoice } from "./KindChoice";
import type { Pasted } from "./PasteResult";
import { recognise, type Recognised } from "./recognise";

interface PasteBoxProps {
  onExplain: (pasted: Pasted | null) => void;
  /** What the last text was taken for. */
  kind: Recognised | null;
}

/** Takes any text. What was pasted is shown without its secrets from the first moment. */
export function PasteBox({ onExplain, kind }: PasteBoxProps) {
  const [shown, setShown] = useState("");
  const [whole, setWhole] = useState<string | null>(null);
  const explain = (text: string, as: Recognised | null = recognise(text)) =>
    onExplain(as === null ? null : { text, kind: as });

  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData("text");
    if (shown !== "" || text.trim() === "") return;
    event.preventDefault();
    setWhole(text);
    setShown(redactText(text));
    explain(text);
  };
  const onType = (text: string) => {
    setWhole(null);
    setShown(text);
  };
  return (
    <Box
      component="form"
      onSubmit={(event) => {
        event.preventDefault();
        explain(whole ?? shown);
      }}
      sx={{ display: "grid", gap: 2, alignContent: "start" }}
    >
      <OutlinedInput
        multiline
        minRows={4}
        maxRows={8}
        value={shown}
        onPaste={onPaste}
        onChange={(event) => onType(event.target.value)}
        placeholder="Or paste a token, a Set-Cookie line, an address or an error message"
        inputProps={{ "aria-label": "Text to explain", spellCheck: false }}
        sx={{ fontFamily: MONO, "& textarea": { fontSize: 12 }, p: 0 }}
      />
      <Box sx={{ display: "flex", gap: 3, alignItems: "center", flexWrap: "wrap" }}>
        <Button type="submit" variant="outlined" disabled={shown.trim() === ""}>
          Explain this text
        </Button>
        {shown !== "" && (
          <Button
            onClick={() => {
              onType("");
              onExplain(null);
            }}
          >
            Clear
          </Button>
        )}
        {kind !== null && kind !== "unreadable" && (
          <KindChoice kind={kind} onChange={(next) => explain(whole ?? shown, next)} />
        )}
      </Box>
    </Box>
  );
}
