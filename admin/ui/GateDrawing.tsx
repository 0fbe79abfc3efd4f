import Box from "@mui/material/Box";

/** A gatehouse in hairlines, for pages with little on them. Decoration only. */
export function GateDrawing() {
  return (
    <Box
      component="svg"
      viewBox="0 0 360 420"
      aria-hidden
      fill="none"
      stroke="currentColor"
      sx={{
        position: "fixed",
        right: "8vw",
        bottom: 0,
        width: "min(360px, 30vw)",
        color: "divider",
        strokeWidth: 1.5,
        display: { xs: "none", md: "block" },
      }}
    >
      <path d="M40 420V92h-12V40h34v22h34V40h34v22h34V40h32v22h34V40h34v22h34V40h34v52h-12v328" />
      <path d="M28 92h304M40 116h280" />
      <path d="M118 420V286a62 62 0 0 1 124 0v134M104 420V286a76 76 0 0 1 152 0v134" />
      <path d="M149 420V232M180 420v-196M211 420V232M118 300h124M118 340h124M118 380h124" />
      <path d="M84 150v48M90 150v48M84 150h6M84 198h6M270 150v48M276 150v48M270 150h6M270 198h6" />
    </Box>
  );
}
