import { PATIENCE_MS, type Network } from "./reach";

/**
 * Whether this browser keeps the cookies of another site: WorkOS's session cookie is one wherever
 * AuthKit talks to api.workos.com. The deployment's HTTP actions play the other site, and set a cookie
 * the way WorkOS does, in the answer to a request with credentials (`convex/gatehouse/selfChecks/cookie.ts`).
 * @param siteUrl the origin of the HTTP actions; null when it is not known
 * @returns null when it could not be tried
 */
export async function thirdPartyCookies(
  siteUrl: string | null,
  network: Network,
): Promise<boolean | null> {
  if (siteUrl === null) return null;
  const [plain, partitioned] = await Promise.all([
    comesBack(siteUrl, "plain", network),
    comesBack(siteUrl, "partitioned", network),
  ]);
  if (plain !== false) return plain;
  // Over http some browsers keep no Secure cookie of anybody's; the partitioned one tells them apart.
  return siteUrl.startsWith("https:") || partitioned === true ? false : null;
}

/** Asks twice: the first answer sets the cookie, the second says whether it was sent. */
async function comesBack(
  siteUrl: string,
  kind: "plain" | "partitioned",
  { fetch }: Network,
): Promise<boolean | null> {
  const ask = async (): Promise<unknown> => {
    const answer = await fetch(`${siteUrl}/gatehouse/check/cookie?kind=${kind}`, {
      credentials: "include",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return answer.json();
  };
  try {
    await ask();
    const answer = await ask();
    return isAnswer(answer) && answer.crossSite ? answer.sent : null;
  } catch {
    return null;
  }
}

function isAnswer(answer: unknown): answer is { sent: boolean; crossSite: boolean } {
  return typeof answer === "object" && answer !== null && "sent" in answer && "crossSite" in answer;
}
