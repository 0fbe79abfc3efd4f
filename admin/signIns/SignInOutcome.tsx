import type { SignInRecord } from "../providers/resources";
import { Status } from "../ui/Status";

/** Whether a sign-in got through. */
export function SignInOutcome({ outcome }: { outcome: SignInRecord["outcome"] }) {
  if (outcome === "succeeded") return <Status tone="ok" icon="ok" label="signed in" />;
  return <Status tone="warning" icon="warning" label="failed" />;
}
