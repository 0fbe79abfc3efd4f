import Box from "@mui/material/Box";
import MenuItem from "@mui/material/MenuItem";
import OutlinedInput from "@mui/material/OutlinedInput";
import Select from "@mui/material/Select";
import { useId } from "react";

interface TextLineProps {
  label: string;
  hint: string;
  value: string;
  lines?: number;
  disabled?: boolean;
  onChange: (value: string) => void;
}

/** A labelled field with a hint below. */
export function TextLine({ label, hint, value, lines, disabled = false, onChange }: TextLineProps) {
  const id = useId();
  return (
    <Box sx={{ display: "grid", gap: 1 }}>
      <Box component="label" htmlFor={id} sx={{ fontSize: 13, fontWeight: 550 }}>
        {label}
      </Box>
      <OutlinedInput
        id={id}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value)}
        aria-describedby={`${id}-hint`}
        {...(lines !== undefined && { multiline: true, minRows: lines, sx: { p: 0 } })}
      />
      <Box id={`${id}-hint`} sx={{ fontSize: 12, color: "text.secondary" }}>
        {hint}
      </Box>
    </Box>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: Readonly<Record<string, string>>;
  disabled?: boolean;
  onChange: (value: string) => void;
}

/** A labelled choice of a few. */
export function Choice({ label, value, options, disabled = false, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <Box sx={{ display: "grid", gap: 1 }}>
      <Box id={id} sx={{ fontSize: 13, fontWeight: 550 }}>
        {label}
      </Box>
      <Select
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value)}
        inputProps={{ "aria-labelledby": id }}
      >
        {Object.entries(options).map(([key, words]) => (
          <MenuItem key={key} value={key}>
            {words}
          </MenuItem>
        ))}
      </Select>
    </Box>
  );
}
