import FormControl from "@mui/material/FormControl";
import FormControlLabel from "@mui/material/FormControlLabel";
import FormLabel from "@mui/material/FormLabel";
import Radio from "@mui/material/Radio";
import RadioGroup from "@mui/material/RadioGroup";

interface ChoiceProps<T extends string | number> {
  title: string;
  choices: readonly { value: T; label: string }[];
  value: T;
  onChange: (value: T) => void;
  row?: boolean;
}

/** One of a few. */
export function Choice<T extends string | number>({
  title,
  choices,
  value,
  onChange,
  row = false,
}: ChoiceProps<T>) {
  return (
    <FormControl>
      <FormLabel id={title} sx={{ fontSize: 13, fontWeight: 550 }}>
        {title}
      </FormLabel>
      <RadioGroup row={row} aria-labelledby={title} value={value}>
        {choices.map((choice) => (
          <FormControlLabel
            key={choice.value}
            value={choice.value}
            label={choice.label}
            control={<Radio size="small" onChange={() => onChange(choice.value)} sx={{ p: 1.5 }} />}
            slotProps={{ typography: { variant: "body2" } }}
          />
        ))}
      </RadioGroup>
    </FormControl>
  );
}
