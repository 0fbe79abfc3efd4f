import { evidence } from "../evidence";
import { clientNamedBy } from "../ownToken";
import { ProbeError } from "./get";
import type { Collector } from "./types";

const PASTE = "paste an access token of the app under Diagnostics → Evidence";

/** Takes the access token of the operator who started the run, as their browser described it. */
export const token: Collector = async ({ environment }, { ownToken, now }) => {
  if (ownToken === undefined) {
    throw new ProbeError(
      `No token was at hand: a run that is started in the console brings the operator's own. Press “Check again”, or ${PASTE}.`,
    );
  }
  const client = clientNamedBy(ownToken);
  if (client !== null && client !== environment.clientId) {
    throw new ProbeError(
      `Your own token is for ${client}, the client of this console, and ${environment.name} has ${environment.clientId}. To compare one of its tokens, ${PASTE}.`,
    );
  }
  const facts = { ...ownToken, signature: "unchecked" as const };
  const source = "the access token of the operator who started the checks";
  return [evidence("tokenClaims", facts, { source, at: now() })];
};
