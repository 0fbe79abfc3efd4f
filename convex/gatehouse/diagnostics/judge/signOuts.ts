import type { AvailableEvidence } from "../evidence";
import type { HarStep } from "../harFacts";
import type { Given, Observation } from "./types";

const SIGN_OUT_PATH = /\/(log|sign)[-_]?out\b/i;

const isAppSignOut = ({ role, fetched, address }: HarStep): boolean =>
  role === "app" && !fetched && SIGN_OUT_PATH.test(address.path);

/** Whether somebody was asked who they are: a form was sent, or another provider's page was opened. */
const asksWho = ({ role, method, fetched, address }: HarStep, appHost: string): boolean =>
  role === "hosted-page"
    ? method !== "GET"
    : role === "app" && !fetched && address.host !== appHost;

/** The step that brought the person back in, when nothing had ended the session or asked them. */
function backInUnasked(steps: readonly HarStep[], signOut: HarStep): HarStep | null {
  const after = steps.slice(steps.indexOf(signOut) + 1);
  const back = after.findIndex(({ role, query }) => role === "callback" && "code" in query);
  const between = after.slice(0, Math.max(0, back));
  const isNewSignIn = between.some(({ role }) => role === "authorize");
  const isSound = between.some(
    (step) => step.role === "sign-out" || asksWho(step, signOut.address.host),
  );
  return isNewSignIn && !isSound ? (after[back] ?? null) : null;
}

function inRecording(har: AvailableEvidence<"har">): Observation[] {
  const { steps } = har.facts;
  const signOut = steps.find(isAppSignOut);
  const back = signOut === undefined ? null : backInUnasked(steps, signOut);
  if (signOut === undefined || back === null) return [];
  return [
    {
      code: "local-only-sign-out",
      certainty: "likely",
      subject: "the sign-out",
      sentence: `After the sign-out at ${signOut.address.path} the app did not call WorkOS's logout address, and the next sign-in let the person in without asking who they are.`,
      howWeKnow: `Steps ${signOut.index + 1} to ${back.index + 1} of the recording show it.`,
      evidence: [har],
    },
  ];
}

/** Sign-outs in a recording that left the session at WorkOS alive. */
export function judgeSignOuts({ all }: Given): Observation[] {
  return all("har").flatMap(inRecording);
}
