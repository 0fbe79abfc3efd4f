import { useTheme } from "@mui/material/styles";
import { useRecentChanges } from "../providers/recentChanges";
import { liveTint } from "../theme/components";

/** How a row of `resource` looks beside its data: tinted when it changed live, washed when it is open. */
export function useRowSx(resource: string, openId: string | null = null) {
  const changed = useRecentChanges(resource);
  const { palette } = useTheme();
  return ({ id }: { id: string | number }) => ({
    ...(changed(String(id)) && liveTint(palette.inks)),
    ...(id === openId && { backgroundColor: palette.inks.wash }),
  });
}
