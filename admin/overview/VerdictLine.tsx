import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import Skeleton from "@mui/material/Skeleton";
import { Link as RouterLink } from "react-router-dom";
import { useMay } from "../gate/viewer";
import { Icon, type IconName } from "../ui/Icon";
import { useNow } from "../ui/useNow";
import type { Health, OverviewData } from "./useOverview";
import { verdictOf, type Verdict } from "./verdict";

const LOOKS: Record<Verdict["tone"], { icon: IconName; color: string }> = {
  ok: { icon: "ok", color: "inks.ok" },
  warning: { icon: "warning", color: "inks.warning" },
  failure: { icon: "failure", color: "inks.failure" },
  unknown: { icon: "pending", color: "inks.unknown" },
};

interface VerdictLineProps {
  data: OverviewData;
  health: Health;
  /** People who went round in circles this week. */
  openLoops: number;
}

/** How things stand, in one sentence. */
export function VerdictLine({ data, health, openLoops }: VerdictLineProps) {
  const verdict = verdictOf(data, { ...health, openLoops }, useNow());
  const { icon, color } = LOOKS[verdict.tone];
  return (
    <Box role="status" sx={LINE}>
      <Icon name={icon} sx={{ fontSize: 22, color, mt: 0.75 }} />
      <Box component="p" sx={{ m: 0, textWrap: "pretty" }}>
        <Finding verdict={verdict} />
        {verdict.tone === "ok" ? ": " : ". "}
        <Box component="span" sx={{ color: "text.secondary" }}>
          {verdict.rest}.
        </Box>
      </Box>
    </Box>
  );
}

function Finding({ verdict: { finding, path, tone } }: { verdict: Verdict }) {
  const mayRead = useMay("support");
  const sx = { color: LOOKS[tone].color, fontWeight: 600 };
  if (path === undefined || (path.startsWith("/webhooks") && !mayRead)) {
    return (
      <Box component="strong" sx={sx}>
        {finding}
      </Box>
    );
  }
  return (
    <Link component={RouterLink} to={path} underline="always" sx={sx}>
      {finding}
    </Link>
  );
}

/** The sentence before it is known: of the same height. */
export function VerdictSkeleton() {
  return (
    <Box sx={LINE} aria-busy>
      <Skeleton width={22} height={22} sx={{ mt: 0.75 }} />
      <Skeleton width="min(640px, 80%)" height={20} sx={{ mt: 1 }} />
    </Box>
  );
}

const LINE = {
  display: "grid",
  gridTemplateColumns: "22px minmax(0, 1fr)",
  columnGap: 3,
  fontSize: { xs: 17, sm: 20 },
  lineHeight: 1.4,
  letterSpacing: "-0.01em",
  minHeight: 28,
};
