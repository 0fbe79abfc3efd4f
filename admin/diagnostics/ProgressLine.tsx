import LinearProgress from "@mui/material/LinearProgress";

/** How much of something is done, as a thin line. */
export function ProgressLine({ label, share }: { label: string; share: number }) {
  return (
    <LinearProgress
      variant="determinate"
      value={Math.round(share * 100)}
      aria-label={label}
      sx={{
        width: "100%",
        height: 2,
        bgcolor: "divider",
        "& > span": { transitionDuration: "120ms" },
      }}
    />
  );
}
