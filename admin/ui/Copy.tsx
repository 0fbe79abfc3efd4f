import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import Tooltip from "@mui/material/Tooltip";
import { useEffect, useState } from "react";
import { MONO } from "../theme/theme";
import { Icon } from "./Icon";

/** How long the button says that it has copied. */
const CONFIRMED_MS = 1_500;

type Outcome = "idle" | "copied" | "refused";

/**
 * Copies `text` and says so.
 * @param what names the thing in the button's label: "Copy WorkOS id"
 */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [outcome, setOutcome] = useState<Outcome>("idle");
  useEffect(() => {
    if (outcome === "idle") return;
    const timer = setTimeout(() => setOutcome("idle"), CONFIRMED_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setOutcome("copied"),
      () => setOutcome("refused"),
    );
  return (
    <Tooltip title={LABELS[outcome](what)}>
      <IconButton size="small" aria-label={`Copy ${what}`} onClick={() => void copy()}>
        <Icon name={outcome === "copied" ? "check" : "copy"} sx={{ fontSize: 14 }} />
      </IconButton>
    </Tooltip>
  );
}

const LABELS: Record<Outcome, (what: string) => string> = {
  idle: (what) => `Copy ${what}`,
  copied: () => "Copied",
  refused: () => "The browser does not allow copying. Select the text instead.",
};

/** An id, hash or command in mono, with a button that copies it whole. */
export function Copyable({ text, what, block }: { text: string; what: string; block?: boolean }) {
  return (
    <Box
      component="span"
      sx={{
        display: block ? "flex" : "inline-flex",
        alignItems: "center",
        gap: 0.5,
        minWidth: 0,
        maxWidth: "100%",
        ...(block && {
          px: 3,
          py: 1.5,
          border: 1,
          borderColor: "divider",
          borderRadius: 1,
          bgcolor: "background.paper",
          justifyContent: "space-between",
        }),
      }}
    >
      <Box
        component="code"
        sx={{ fontFamily: MONO, fontSize: 11.5, overflowWrap: "anywhere", minWidth: 0 }}
      >
        {text}
      </Box>
      <CopyButton text={text} what={what} />
    </Box>
  );
}
