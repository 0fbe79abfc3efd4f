import type { CauseCode } from "../catalogue";
import type { EvidenceKind, UnavailableEvidence } from "../evidence";
import { isAvailable } from "../evidence";
import type { Given, Observation } from "./types";

/** The cause that stays open, what cannot be told, and how a person can find out. */
type OpenQuestion = readonly [CauseCode, string, string];

/** What stays open without a kind of evidence: no kind may go missing in silence. */
const openQuestions: Record<EvidenceKind, OpenQuestion> = {
  redirectUris: [
    "redirect-uri-not-registered",
    "Whether the callback address is on WorkOS's list cannot be checked from here.",
    "Open Redirects in the WorkOS dashboard and compare it letter for letter.",
  ],
  runtimeRedirectUri: [
    "redirect-uri-not-registered",
    "Which callback address the app really sends cannot be seen from here.",
    "Press “Sign in” and read redirect_uri in the address of WorkOS's page.",
  ],
  authorizeProbe: [
    "client-id-invalid",
    "Whether WorkOS accepts this client ID and callback address cannot be tried from here.",
    "Press “Sign in” in a private window and see where it leads.",
  ],
  corsOrigins: [
    "cors-origin-missing",
    "Whether the app's origin is on WorkOS's CORS list cannot be checked from here.",
    "Open the CORS list in the WorkOS dashboard and compare.",
  ],
  jwks: [
    "jwks-unreachable",
    "Whether the key list can be read cannot be checked from here.",
    "Open the address in a browser: it should show JSON with keys.",
  ],
  tokenClaims: [
    "convex-provider-mismatch",
    "Whether a real token fits Convex's providers and WorkOS's keys could not be compared.",
    "Paste an access token of the app under Diagnostics → Evidence.",
  ],
  providers: [
    "convex-provider-mismatch",
    "Which providers Convex uses cannot be read from here.",
    "Compare convex/auth.config.ts and npx convex env list with the token.",
  ],
  callbackProbe: [
    "callback-not-served",
    "Whether the app answers at its callback address cannot be tried from here.",
    "Open the callback address in a browser: the app should appear.",
  ],
  bundle: [
    "production-differs-from-local",
    "Which settings the deployed app was built with cannot be read from here.",
    "Search the deployed scripts in the browser's developer tools for client_ and convex.",
  ],
  setCookies: [
    "cookie-not-set",
    "Which cookies the app sets cannot be read from here.",
    "Paste a Set-Cookie line from the browser's developer tools, or drop a HAR file.",
  ],
  cookiePassword: [
    "cookie-password-invalid",
    "The length of WORKOS_COOKIE_PASSWORD is only known on the app's own server.",
    "Run npm run doctor there.",
  ],
  webhookEndpoints: [
    "webhook-endpoint-missing",
    "WorkOS's webhook endpoints cannot be read from here.",
    "Open Webhooks in the WorkOS dashboard and compare.",
  ],
  inboxHealth: [
    "webhooks-silent",
    "Whether webhooks arrive and are accepted cannot be seen from here.",
    "Open Webhooks in the WorkOS dashboard and look at the endpoint's recent attempts.",
  ],
  provisioningGaps: [
    "user-not-created",
    "Whether everybody who signed in has a row could not be compared.",
    "Run the comparison again, or search for one person.",
  ],
  apiKeyProbe: [
    "api-key-refused",
    "Whether WorkOS accepts the API key could not be tried.",
    "Try again when WorkOS answers.",
  ],
  environmentVariables: [
    "client-id-missing",
    "Which variables are set cannot be read from here.",
    "Run npx convex env list, and open the variables of the hosting platform.",
  ],
  clockOffset: [
    "clock-skew",
    "Whether the clocks agree could not be measured.",
    "Compare the server's clock with https://time.is: less than a minute apart is fine.",
  ],
  userRow: [
    "user-not-created",
    "Whether the person has a row in Convex could not be read.",
    "Search for them under Users.",
  ],
  sessions: [
    "sessions-ended",
    "Whether the person still has a session at WorkOS could not be read.",
    "Open the person under Users in the WorkOS dashboard and look at Sessions.",
  ],
  selfCheck: [
    "browser-storage-blocked",
    "What the person's browser allows is not known.",
    "Send them the self-check link; their browser answers by itself.",
  ],
  har: [
    "cookie-not-set",
    "What the recording shows could not be read.",
    "Ask for a new recording, saved with “Export HAR”.",
  ],
  errorMessage: [
    "no-attempt-seen",
    "What the message means could not be read.",
    "Copy the message again, with the line before and after it.",
  ],
  operatorEntry: [
    "operator-not-listed",
    "Whether the console lets this person in could not be read.",
    "Look for their address under Settings → Operators.",
  ],
  signIns: [
    "no-attempt-seen",
    "The person's sign-ins could not be read.",
    "Try again, or look at the user in the WorkOS dashboard.",
  ],
  workosUser: [
    "person-unknown",
    "Whether WorkOS knows this person could not be checked.",
    "Search for the address under Users in the WorkOS dashboard.",
  ],
  dashboardChecklist: [
    "sign-in-endpoint-missing",
    "Sign-in endpoint, homepage URL and sign-out redirects cannot be read through WorkOS's API, and nobody can try a sign-out from here.",
    "Open Applications → your app → Redirects in the WorkOS dashboard, and note what it says under Environments → Change.",
  ],
};

/** Every kind of evidence there is. */
export const EVIDENCE_KINDS = Object.keys(openQuestions) as EvidenceKind[];

function openQuestion(evidence: UnavailableEvidence): Observation {
  const [code, sentence, howToFindOut] = openQuestions[evidence.kind];
  return {
    code,
    certainty: "unknown",
    subject: evidence.source,
    sentence,
    howWeKnow: howToFindOut,
    evidence: [evidence],
    unknownReason: evidence.unavailable,
  };
}

/** What cannot be told, because evidence could not be obtained and nothing else of its kind was. */
export function judgeUnknown({ everything, all }: Given): Observation[] {
  return everything.flatMap((evidence) =>
    isAvailable(evidence) || all(evidence.kind).length > 0 ? [] : [openQuestion(evidence)],
  );
}
