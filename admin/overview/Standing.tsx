import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import Skeleton from "@mui/material/Skeleton";
import type { ReactNode } from "react";
import { Link as RouterLink } from "react-router-dom";
import { MONTH_IN_DAYS } from "../../convex/gatehouse/metrics/monthlyWindow";
import { signInsPath } from "../addresses/signIns";
import { usersPath } from "../addresses/users";
import { RelativeTime } from "../ui/RelativeTime";
import { countOf } from "./series";
import type { Day, Health } from "./useOverview";

const numbers = new Intl.NumberFormat("en-GB");

interface StandingProps {
  days: readonly Day[] | undefined;
  health: Health | undefined;
}

/** What the sentence rests on: today's figures in a row, each leading to its list. */
export function Standing({ days, health }: StandingProps) {
  const today = days?.at(-1);
  return (
    <Box component="dl" aria-label="Today" sx={ROW}>
      <Item label="Signed in today" noun="sign-in" to={TODAY.signIns}>
        {today && countOf(today.signIns)}
      </Item>
      <Item label="Failed today" noun="attempt" to={TODAY.failures}>
        {today && countOf(today.failures)}
      </Item>
      <Item label="Active today" noun="user" to={TODAY.active}>
        {today?.activeUsers}
      </Item>
      <Item label="Active in 30 days" noun="user" to={TODAY.monthlyActive}>
        {today?.monthlyActiveUsers}
      </Item>
      <Item label="New today" noun="user" to={TODAY.created}>
        {today?.newUsers}
      </Item>
      <Item label="Last webhook" to="/webhooks">
        {health && (health.lastReceivedAt ? <RelativeTime at={health.lastReceivedAt} /> : "never")}
      </Item>
    </Box>
  );
}

const TODAY = {
  signIns: signInsPath({ outcome: "succeeded", lastDays: 1 }),
  failures: signInsPath({ outcome: "failed", lastDays: 1 }),
  active: usersPath({ activeInDays: 1 }),
  monthlyActive: usersPath({ activeInDays: MONTH_IN_DAYS }),
  created: usersPath({ createdInDays: 1 }),
};

interface ItemProps {
  label: string;
  noun?: string;
  to?: string;
  children: ReactNode;
}

function Item({ label, noun, to, children }: ItemProps) {
  const value = typeof children === "number" ? numbers.format(children) : children;
  return (
    <Box sx={{ minWidth: 0, py: 2.5, borderTop: "3px double", borderColor: "inks.rule" }}>
      <Box component="dt" sx={{ fontSize: 12, color: "text.secondary" }}>
        {label}
      </Box>
      <Box component="dd" className="figures" sx={{ m: 0, fontSize: 18, lineHeight: "28px" }}>
        {value === undefined ? (
          <Skeleton width={64} height={18} sx={{ my: "5px" }} />
        ) : to === undefined ? (
          value
        ) : (
          <Link
            component={RouterLink}
            to={to}
            color="textPrimary"
            aria-label={`${label}: see them`}
          >
            {value}
          </Link>
        )}
        {noun !== undefined && value !== undefined && (
          <Box component="span" sx={{ fontSize: 12, color: "text.secondary", ml: 1.5 }}>
            {children === 1 ? noun : `${noun}s`}
          </Box>
        )}
      </Box>
    </Box>
  );
}

const ROW = {
  m: 0,
  display: "grid",
  gridTemplateColumns: "repeat(auto-fit, minmax(136px, 1fr))",
  columnGap: 5,
  rowGap: 1,
};
