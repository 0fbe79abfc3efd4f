import Link from "@mui/material/Link";
import Skeleton from "@mui/material/Skeleton";
import { useConsoleEnv } from "../config/consoleEnv";
import type { UserDetailRecord } from "../providers/resources";
import { Copyable } from "../ui/Copy";
import { Fact, Facts } from "../ui/Facts";
import { Icon } from "../ui/Icon";
import { RelativeTime } from "../ui/RelativeTime";
import { count } from "../ui/words";
import { LastSignIn } from "./LastSignIn";
import { workosUserUrl } from "./workosUserUrl";

/** What is known about a person, and from where. */
export function UserFacts({ user }: { user: UserDetailRecord }) {
  const env = useConsoleEnv();
  return (
    <Facts>
      <Fact label="WorkOS id">
        <Copyable text={user.workosId} what="WorkOS id" />
      </Fact>
      <Fact label="Convex id">
        <Copyable text={user._id} what="Convex id" />
      </Fact>
      {user.externalId && (
        <Fact label="External id">
          <Copyable text={user.externalId} what="external id" />
        </Fact>
      )}
      <Fact label="Last sign-in">
        <LastSignIn user={user} />
        {user.signInCount > 0 && ` · ${count(user.signInCount, "sign-in")} in all`}
      </Fact>
      <Fact label="Created">
        <RelativeTime at={user.createdAt} />
      </Fact>
      {user.deletedAt !== null && (
        <Fact label="Deleted">
          <RelativeTime at={user.deletedAt} />
        </Fact>
      )}
      {user.locale && <Fact label="Locale">{user.locale}</Fact>}
      <Fact label="API key">
        <ApiKey user={user} />
      </Fact>
      <Fact label="Profile as of">
        <ProfileAge user={user} />
      </Fact>
      <Fact label="In WorkOS">
        <Link href={workosUserUrl(env, user.workosId)} target="_blank" rel="noreferrer">
          Open {env.environment === "Local" ? "the stand-in" : "the dashboard"}{" "}
          <Icon name="external" sx={{ fontSize: 12 }} />
        </Link>
      </Fact>
    </Facts>
  );
}

function ApiKey({ user }: { user: UserDetailRecord }) {
  if (!user.hasApiKey) return "none";
  if (!user.apiKeyCreatedAt) return "exists";
  return (
    <>
      exists, made <RelativeTime at={user.apiKeyCreatedAt} />
    </>
  );
}

/** The details follow the row by a moment when a person is opened from a list. */
function ProfileAge({ user }: { user: UserDetailRecord }) {
  if (user.sync === undefined) return <Skeleton width={120} height={12} />;
  if (user.profileError) return `Could not be fetched from WorkOS: ${user.profileError}`;
  if (user.sync === null) return "not told by WorkOS yet";
  return (
    <>
      <RelativeTime at={user.sync.updatedAt} /> · by {user.sync.source}
    </>
  );
}
