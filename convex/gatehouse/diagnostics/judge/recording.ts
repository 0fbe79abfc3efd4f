import type { CauseCode } from "../catalogue";
import { causeOfErrorCode } from "../errorCodes";
import { matchErrorMessage } from "../errorMessages";
import type { AvailableEvidence } from "../evidence";
import type { HarCallback } from "../harFacts";
import type { Given, Observation } from "./types";
import { counted } from "./words";

type Har = AvailableEvidence<"har">;
type Seen = Pick<Observation, "code" | "certainty" | "sentence" | "values">;

const addressOf = ({ address }: HarCallback): string =>
  `${address.scheme}://${address.host}${address.path}`;

function judgeState(callback: HarCallback): Seen | null {
  const where = addressOf(callback);
  if (callback.state === "null") {
    return {
      code: "state-null",
      certainty: "proven",
      sentence: `${where} was called with state=null.`,
    };
  }
  if (!callback.hasCode) return null;
  if (callback.state === "differs") {
    const sentence = `${where} was called with a state that this browser had not sent.`;
    return { code: "sign-in-state-lost", certainty: "proven", sentence };
  }
  if (callback.state !== "missing") return null;
  const sentence = `${where} was called with a code and no state: this sign-in began at WorkOS, not in the app.`;
  return {
    code: "sign-in-endpoint-missing",
    certainty: "likely",
    sentence,
    values: { host: callback.address.host },
  };
}

function judgeCallback(callback: HarCallback): Seen | null {
  const where = addressOf(callback);
  const values = {
    callbackPath: callback.address.path,
    redirectUri: where,
    host: callback.address.host,
  };
  if (callback.internalHost !== null) {
    const sentence = `${where} sends people on to ${callback.internalHost}, which only the server knows.`;
    return { code: "redirect-to-internal-host", certainty: "proven", sentence, values };
  }
  if (callback.hasCode && callback.sentBackToSignIn) {
    const sentence = `${where} received the code and answered by starting the next sign-in.`;
    return { code: "callback-behind-guard", certainty: "proven", sentence, values };
  }
  if (callback.status === 404) {
    return {
      code: "callback-not-served",
      certainty: "proven",
      sentence: `${where} answers with status 404.`,
      values,
    };
  }
  const state = judgeState(callback);
  if (state !== null) return state;
  if (callback.hasCode && callback.exchanged === false) {
    const sentence = `The code arrived at ${where}, and the app never exchanged it.`;
    return { code: "callback-path-mismatch", certainty: "likely", sentence, values };
  }
  const cause = callback.error === null ? null : causeOfErrorCode(callback.error);
  if (cause === null) return null;
  const sentence = `WorkOS sent the person back to ${where} with the error ${callback.error ?? ""}.`;
  return { code: cause, certainty: "proven", sentence };
}

function callbacks(har: Har): Observation[] {
  return har.facts.callbacks.flatMap((callback): Observation[] => {
    const seen = judgeCallback(callback);
    if (seen === null) return [];
    const howWeKnow = `Step ${callback.step + 1} of the recording shows it.`;
    return [{ ...seen, subject: addressOf(callback), howWeKnow, evidence: [har] }];
  });
}

const BURST = 2;

function apiErrors(har: Har): Observation[] {
  const { apiErrors: errors } = har.facts;
  const refused = errors.filter((error) => error.code === "invalid_grant").length;
  return errors.flatMap(({ step, status, code, missingRefreshToken }): Observation[] => {
    const cause: CauseCode | null = missingRefreshToken
      ? "third-party-cookie-blocked"
      : causeOfErrorCode(code);
    if (cause === null) return [];
    const certainty = certaintyOf(code, missingRefreshToken, refused);
    const words = missingRefreshToken
      ? "“Missing refresh token.”: the browser did not send WorkOS's cookie"
      : code;
    const burst =
      code === "invalid_grant" && refused > 1
        ? `, ${counted(refused, "time", "times")} in this recording`
        : "";
    return [
      {
        code: cause,
        certainty,
        subject: code,
        sentence: `WorkOS answered ${status} with ${words}${burst}.`,
        howWeKnow: `Step ${step + 1} of the recording shows it.`,
        evidence: [har],
      },
    ];
  });
}

function certaintyOf(
  code: string,
  missingRefreshToken: boolean,
  refused: number,
): Observation["certainty"] {
  if (missingRefreshToken) return "proven";
  if (code === "invalid_grant") return refused >= BURST ? "likely" : "possible";
  return "proven";
}

function convexErrors(har: Har): Observation[] {
  return har.facts.convexErrors.flatMap((text): Observation[] => {
    const match = matchErrorMessage(text);
    if (match === null) return [];
    return [
      {
        code: match.code,
        certainty: match.certainty,
        subject: "Convex",
        sentence: `Convex refused the token: “${text}”.`,
        howWeKnow: "The recording holds Convex's answer on the WebSocket.",
        evidence: [har],
      },
    ];
  });
}

const verifier = (har: Har): Observation[] =>
  har.facts.verifierMismatch
    ? [
        {
          code: "sign-in-state-lost",
          certainty: "proven",
          subject: "code verifier",
          sentence: "The code verifier that the browser sent belongs to another sign-in.",
          howWeKnow: "Verifier and challenge in the recording were compared; neither was kept.",
          evidence: [har],
        },
      ]
    : [];

/** What a recording shows at the callback, in WorkOS's answers and in Convex's. */
export function judgeRecording({ all }: Given): Observation[] {
  return all("har").flatMap((har) =>
    [callbacks, apiErrors, convexErrors, verifier].flatMap((rule) => rule(har)),
  );
}
