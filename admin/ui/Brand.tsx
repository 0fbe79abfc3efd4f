import Box from "@mui/material/Box";

/** The gate and the name. */
export function Brand() {
  return (
    <Box sx={{ display: "flex", alignItems: "center", gap: 2, color: "text.primary" }}>
      <Box
        component="svg"
        viewBox="0 0 32 32"
        aria-hidden
        sx={{ width: 20, height: 20, color: "primary.main" }}
      >
        <path
          fill="currentColor"
          fillRule="evenodd"
          d="M3 6h4v3h4V6h3v3h4V6h3v3h4V6h4v21h-8v-7a5 5 0 0 0-10 0v7H3z"
        />
      </Box>
      <Box component="span" sx={{ fontWeight: 600, fontSize: 15, letterSpacing: "-0.01em" }}>
        Gatehouse
      </Box>
    </Box>
  );
}
