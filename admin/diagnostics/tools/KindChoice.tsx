import Box from "@mui/material/Box";
import { KIND_NAMES, type Recognised } from "./recognise";

type Kind = keyof typeof KIND_NAMES;

const KINDS = Object.keys(KIND_NAMES) as Kind[];

interface KindChoiceProps {
  kind: Kind;
  onChange: (kind: Recognised) => void;
}

/** What the text was taken for, and the way to say that it is something else. */
export function KindChoice({ kind, onChange }: KindChoiceProps) {
  return (
    <Box component="label" sx={{ fontSize: 13, color: "text.secondary" }}>
      Read as{" "}
      <Box
        component="select"
        value={kind}
        onChange={(event) => {
          const next = KINDS.find((name) => name === event.target.value);
          if (next) onChange(next);
        }}
        sx={{
          font: "inherit",
          color: "text.primary",
          bgcolor: "background.default",
          border: 1,
          borderColor: "inks.rule",
          borderRadius: 1,
          height: 26,
        }}
      >
        {KINDS.map((name) => (
          <option key={name} value={name}>
            {KIND_NAMES[name]}
          </option>
        ))}
      </Box>
    </Box>
  );
}
