import Box from "@mui/material/Box";
import Skeleton from "@mui/material/Skeleton";
import { lazy, Suspense } from "react";
import { useGetOne } from "react-admin";
import type { UserDetailRecord } from "../providers/resources";
import { Section } from "../ui/Section";
import { ErrorState } from "../ui/States";
import { AgentsEditor } from "./AgentsEditor";
import { PersonalData } from "./PersonalData";
import { Timeline } from "./Timeline";
import { UserHead } from "./UserHead";
import { UserFacts } from "./UserFacts";
import { UserSessions } from "./UserSessions";
import { UserSignIns } from "./UserSignIns";

const SignInHelp = lazy(async () => {
  const { SignInHelp } = await import("../diagnostics/person/SignInHelp");
  return { default: SignInHelp };
});

/** A person: who, then what happened, then what can be done. */
export function UserView({ id }: { id: string }) {
  const {
    data: user,
    error,
    refetch,
  } = useGetOne<UserDetailRecord>("users", { id }, { onError: () => undefined });
  if (error && !user) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!user) return <UserSkeleton />;
  return (
    <Box component="article" sx={COLUMNS}>
      <Box sx={{ display: "grid", gap: 5, minWidth: 0, alignContent: "start" }}>
        <UserHead user={user} />
        <UserFacts user={user} />
      </Box>
      <Box className="history" sx={{ display: "grid", gap: 8, minWidth: 0, alignContent: "start" }}>
        <Section title="What happened">
          <Timeline userId={user._id} />
        </Section>
        <Section title="Sign-ins">
          <UserSignIns userId={user.workosId} />
        </Section>
      </Box>
      <Section title="Agents">
        <AgentsEditor user={user} />
      </Section>
      {user.status !== "deleted" && (
        <Section title="Sessions">
          <UserSessions key={user.workosId} user={user} />
        </Section>
      )}
      {user.status === "deleted" && (
        <Section title="Personal data">
          <PersonalData user={user} />
        </Section>
      )}
      <Section title="Trouble signing in">
        <Suspense fallback={null}>
          <SignInHelp key={user.workosId} workosId={user.workosId} />
        </Suspense>
      </Section>
    </Box>
  );
}

/** One below the other; on a wide page the history stands beside. */
const COLUMNS = {
  display: "grid",
  gap: 8,
  minWidth: 0,
  "@container (min-width: 960px)": {
    gridTemplateColumns: "minmax(0, 1fr) minmax(0, 1fr)",
    columnGap: 12,
    "& > .history": { gridColumn: 2, gridRow: "1 / span 4" },
  },
};

function UserSkeleton() {
  return (
    <Box aria-busy sx={{ display: "grid", gap: 4 }}>
      <Box sx={{ display: "flex", gap: 3 }}>
        <Skeleton width={44} height={44} />
        <Box sx={{ display: "grid", gap: 2, alignContent: "center" }}>
          <Skeleton width={180} height={16} />
          <Skeleton width={220} height={12} />
        </Box>
      </Box>
      <Skeleton height={160} />
      <Skeleton height={240} />
    </Box>
  );
}
