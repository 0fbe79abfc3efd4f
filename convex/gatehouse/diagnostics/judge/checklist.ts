import { parseUrl } from "../hosts";
import type { Given, Observation } from "./types";

type Seen = Pick<Observation, "code" | "certainty" | "sentence">;

const READ = "An operator looked it up in the WorkOS dashboard; there is no API for it.";
const TRIED = "An operator tried it and noted the outcome in the environment's record.";

function signOutAddress(app: string, redirects: string | undefined): Seen {
  const code = "sign-out-address-missing";
  if (redirects === undefined) {
    const sentence = `No homepage URL and no sign-out redirect is set for ${app}, so WorkOS does not know where to send people who sign out.`;
    return { code, certainty: "likely", sentence };
  }
  const sentence = `No homepage URL is set for ${app}, so a sign-out works only while the app names one of the sign-out redirects itself (return_to).`;
  return { code, certainty: "possible", sentence };
}

/** What an operator read in the WorkOS dashboard or tried, because no API tells it. */
export function judgeChecklist({ newest, environment }: Given): Observation[] {
  const list = newest("dashboardChecklist");
  if (list === null) return [];
  const { signInEndpoint, homepageUrl, signOutRedirects, signOutAsksAgain } = list.facts;
  const app = environment?.appUrl ?? "the app";
  const host = parseUrl(environment?.appUrl ?? "")?.host;
  const observed = (seen: Seen, howWeKnow: string): Observation => ({
    ...seen,
    ...{ subject: app, howWeKnow, evidence: [list] },
    ...(host === undefined ? {} : { values: { host } }),
  });
  const noEndpoint: Seen = {
    code: "sign-in-endpoint-missing",
    certainty: "likely",
    sentence: `No sign-in endpoint is set for ${app}, so invitations, password resets and impersonations cannot finish.`,
  };
  const localOnly: Seen = {
    code: "local-only-sign-out",
    certainty: "likely",
    sentence: `After signing out of ${app}, “Sign in” lets the same person in again without asking who they are.`,
  };
  return [
    ...(signInEndpoint === null ? [observed(noEndpoint, READ)] : []),
    ...(homepageUrl === null ? [observed(signOutAddress(app, signOutRedirects), READ)] : []),
    ...(signOutAsksAgain === false ? [observed(localOnly, TRIED)] : []),
  ];
}
