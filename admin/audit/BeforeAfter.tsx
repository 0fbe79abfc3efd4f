import Box from "@mui/material/Box";

interface BeforeAfterProps {
  before: string | null;
  after: string | null;
  reason: string | null;
}

/** What was changed into what, and why. */
export function BeforeAfter({ before, after, reason }: BeforeAfterProps) {
  return (
    <>
      {(before !== null || after !== null) && (
        <>
          {before !== null && <Side text={before} label="before" struck />}
          {before !== null && " → "}
          <Side text={after ?? ""} label="after" />
        </>
      )}
      {reason && (
        <Box component="span" sx={{ color: "text.secondary" }}>
          {before !== null || after !== null ? " · " : ""}
          {reason}
        </Box>
      )}
    </>
  );
}

function Side({ text, label, struck }: { text: string; label: string; struck?: boolean }) {
  return (
    <Box
      component={struck ? "del" : "ins"}
      aria-label={label}
      sx={{ textDecoration: "none", color: struck ? "text.secondary" : "text.primary" }}
    >
      {text === "" ? "nothing" : text}
    </Box>
  );
}
