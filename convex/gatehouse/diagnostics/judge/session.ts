import type { CauseCode } from "../catalogue";
import { isCauseCode } from "../catalogue";
import type { AvailableEvidence } from "../evidence";
import type { Given, Observation } from "./types";
import { counted, duration, utc } from "./words";

/** A clock further off than this is reported; Convex itself allows 5 seconds. */
const CLOCK_TOLERANCE_MS = 60_000;

const wrongClock = (
  whose: string,
  offsetMs: number,
  howWeKnow: string,
  evidence: AvailableEvidence,
  certainty: Observation["certainty"] = "proven",
): Observation[] =>
  Math.abs(offsetMs) <= CLOCK_TOLERANCE_MS
    ? []
    : [
        {
          code: "clock-skew",
          certainty,
          subject: whose,
          sentence: `The clock of ${whose} is ${duration(offsetMs)} ${offsetMs > 0 ? "ahead" : "behind"}.`,
          howWeKnow,
          evidence: [evidence],
        },
      ];

function clocks({ all }: Given): Observation[] {
  return [
    ...all("clockOffset").flatMap((evidence) =>
      wrongClock(
        evidence.facts.whose,
        evidence.facts.offsetMs,
        `It was compared with ${evidence.facts.comparedWith}.`,
        evidence,
      ),
    ),
    ...all("selfCheck").flatMap((evidence) =>
      wrongClock(
        "this browser's device",
        evidence.facts.clockOffsetMs ?? 0,
        "The self-check compared it with the time in the server's answer.",
        evidence,
      ),
    ),
    ...all("har").flatMap((evidence) =>
      wrongClock(
        "the recording device",
        evidence.facts.clockOffsetMs ?? 0,
        "The recording's own times were compared with the Date of the servers' answers.",
        evidence,
      ),
    ),
    ...all("tokenClaims").flatMap((evidence) => {
      const ahead = (evidence.facts.issuedAt ?? evidence.at) - evidence.at;
      const howWeKnow =
        "The token's time of issue lies in the future of the device that collected it.";
      return ahead > 0 ? wrongClock("this device", -ahead, howWeKnow, evidence, "likely") : [];
    }),
  ];
}

function organization({ newest }: Given): Observation[] {
  const check = newest("selfCheck");
  const user = newest("workosUser");
  const remembered = check?.facts.rememberedOrganizationId ?? null;
  if (check === null || user === null || remembered === null) return [];
  if (user.facts.workosId === null || user.facts.organizationIds.includes(remembered)) return [];
  return [
    {
      code: "organization-stale",
      certainty: "proven",
      subject: user.facts.email ?? user.facts.workosId,
      sentence: `The browser remembers the organization ${remembered}, of which the person is no member.`,
      howWeKnow:
        "The remembered organization was compared with the person's memberships at WorkOS.",
      evidence: [check, user],
      values: { organizationId: remembered, host: check.facts.hostname },
    },
  ];
}

const generalLoop: CauseCode = "cookie-not-set";

function loops({ all }: Given): Observation[] {
  return all("signIns").flatMap((evidence) =>
    evidence.facts.loops
      .filter((loop) => !loop.resolved)
      .map((loop): Observation => {
        const known = isCauseCode(loop.probableCause) ? loop.probableCause : generalLoop;
        return {
          code: known,
          certainty: known === generalLoop ? "likely" : "possible",
          subject: evidence.facts.email ?? "this person",
          sentence: `${counted(loop.count, "sign-in", "sign-ins")} of one device, about ${duration(loop.medianGapMs)} apart, from ${utc(loop.startedAt)}: a login loop.`,
          howWeKnow:
            "WorkOS's own sign-in events show the rhythm; a person does not sign in so often.",
          evidence: [evidence],
        };
      }),
  );
}

function recordedLoops({ all }: Given): Observation[] {
  return all("har").flatMap((evidence): Observation[] => {
    const { loop } = evidence.facts;
    if (loop === null) return [];
    return [
      {
        code: generalLoop,
        certainty: "likely",
        subject: loop.addresses[0] ?? "the sign-in",
        sentence: `The recording goes round ${loop.rounds} times; step ${loop.turningPoint + 1} sends the person back to the start.`,
        howWeKnow: "The same addresses follow each other again and again in the recording.",
        evidence: [evidence],
      },
    ];
  });
}

/** Sessions after the callback: clocks, loops, remembered organizations. */
export function judgeSession(given: Given): Observation[] {
  const rules = [clocks, organization, loops, recordedLoops];
  return rules.flatMap((rule) => rule(given));
}
