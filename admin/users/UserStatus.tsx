import { Status } from "../ui/Status";
import type { UserRecord } from "../providers/resources";

/** Where a person stands between WorkOS and Convex. */
export function UserStatus({ status }: { status: UserRecord["status"] }) {
  switch (status) {
    case "active":
      return <Status tone="ok" icon="ok" label="active" />;
    case "pending":
      return (
        <Status
          tone="unknown"
          icon="pending"
          label="pending"
          meaning="Signed in, but the profile has not arrived from WorkOS yet."
        />
      );
    case "deleted":
      return (
        <Status
          tone="neutral"
          icon="ignored"
          label="deleted"
          meaning="Deleted in WorkOS. The row stays, so that a late event cannot bring the person back."
        />
      );
  }
}
