import Box from "@mui/material/Box";
import ButtonBase from "@mui/material/ButtonBase";

interface EnvironmentTabsProps {
  environments: readonly { _id: string; name: string; appUrl: string }[];
  current: string;
  onChange: (id: string) => void;
}

/** Which environment of the app the page is about. */
export function EnvironmentTabs({ environments, current, onChange }: EnvironmentTabsProps) {
  return (
    <Box role="group" aria-label="Environment" sx={{ display: "flex", gap: 1, flexWrap: "wrap" }}>
      {environments.map(({ _id, name, appUrl }) => (
        <ButtonBase
          key={_id}
          aria-pressed={_id === current}
          onClick={() => onChange(_id)}
          sx={{
            display: "grid",
            justifyItems: "start",
            textAlign: "left",
            fontFamily: "inherit",
            px: 3,
            py: 1.5,
            borderRadius: 1,
            border: 1,
            borderColor: "divider",
            "&[aria-pressed=true]": { bgcolor: "action.selected", borderColor: "primary.main" },
            "&:hover": { borderColor: "inks.rule" },
          }}
        >
          <Box component="span" sx={{ fontSize: 13, fontWeight: 550 }}>
            {name}
          </Box>
          <Box component="span" sx={{ fontSize: 12, color: "text.secondary" }}>
            {appUrl.replace(/^https?:\/\//, "")}
          </Box>
        </ButtonBase>
      ))}
    </Box>
  );
}
