import Box from "@mui/material/Box";
import { Copyable } from "../../ui/Copy";
import { stepPieces } from "./copyables";

/** What to do, step by step; every exact value can be copied. */
export function RemedySteps({ steps }: { steps: readonly string[] }) {
  return (
    <Box
      component="ol"
      aria-label="What to do"
      sx={{ m: 0, pl: 5, display: "grid", gap: 2, "& li::marker": { color: "text.secondary" } }}
    >
      {steps.map((step) => (
        <li key={step}>
          {stepPieces(step).map(({ text, copyable }, index) =>
            copyable ? <Copyable key={index} text={text} what={copyName(text)} /> : text,
          )}
        </li>
      ))}
    </Box>
  );
}

function copyName(text: string): string {
  if (text.startsWith("np")) return "command";
  return text.includes("://") ? "address" : "ID";
}
