import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  clientOnly,
  environmentEvidence,
  NOW,
  personEvidence,
  seen,
  soundFacts,
  withCookie,
} from "../../../../tests/diagnostics/fixtures";
import { isCauseCode } from "../catalogue";
import type { Evidence } from "../evidence";
import { unavailable } from "../evidence";
import { explains } from "./explains";
import { judge } from "./judge";
import { rank } from "./rank";
import type { Observation } from "./types";

const observation = (
  code: Observation["code"],
  certainty: Observation["certainty"],
  subject = "x",
): Observation => ({ code, certainty, subject, sentence: code, howWeKnow: "", evidence: [] });

const codes = (observations: readonly { code: string }[]): string[] =>
  observations.map(({ code }) => code);

describe("judge", () => {
  it("finds nothing on a sound setup, in both modes", () => {
    expect(judge(environmentEvidence(), clientOnly())).toEqual([]);
    expect(judge([...environmentEvidence(), ...personEvidence()], clientOnly())).toEqual([]);
    const cookies = [
      seen("setCookies", soundFacts().setCookies),
      seen("cookiePassword", { length: 44 }),
    ];
    expect(judge([...environmentEvidence(), ...cookies], withCookie())).toEqual([]);
    expect(judge([], clientOnly())).toEqual([]);
  });

  it("puts what stops sign-in first, in the order of a sign-in", () => {
    const findings = judge(
      environmentEvidence({
        corsOrigins: { origins: [] },
        redirectUris: { uris: [] },
        webhookEndpoints: { endpoints: [] },
      }),
      clientOnly(),
    );
    expect(codes(findings)).toEqual([
      "redirect-uri-not-registered",
      "cors-origin-missing",
      "webhook-endpoint-missing",
    ]);
  });

  it("gives every finding its evidence, source and time", () => {
    const [first] = judge([seen("corsOrigins", { origins: [] }, NOW - 5)], clientOnly());
    expect(first?.evidence).toEqual([
      { kind: "corsOrigins", source: "fixture: corsOrigins", at: NOW - 5 },
    ]);
  });

  it("leaves out causes that do not concern the auth mode, and keeps them when it is unknown", () => {
    const evidence = [seen("corsOrigins", { origins: [] }), seen("cookiePassword", { length: 8 })];
    expect(codes(judge(evidence, clientOnly()))).toEqual(["cors-origin-missing"]);
    expect(codes(judge(evidence, withCookie()))).toEqual(["cookie-password-invalid"]);
    expect(judge(evidence, { ...clientOnly(), authMode: null })).toHaveLength(2);
  });

  it("says what it cannot tell, why, and how to find out", () => {
    const missing = unavailable("redirectUris", "WorkOS answered 403.", {
      source: "WorkOS",
      at: NOW,
    });
    expect(judge([missing], clientOnly())).toMatchObject([
      {
        code: "redirect-uri-not-registered",
        certainty: "unknown",
        unknownReason: "WorkOS answered 403.",
        howWeKnow: expect.stringContaining("Open Redirects"),
      },
    ]);
  });

  it("does not call unknown what another look has told", () => {
    const missing = unavailable("redirectUris", "timeout", { source: "WorkOS", at: NOW });
    expect(judge([missing, seen("redirectUris", soundFacts().redirectUris)], clientOnly())).toEqual(
      [],
    );
    const page = {
      ...soundFacts().authorizeProbe,
      location: "https://error.workos.com/sso/redirect-uri-invalid",
    };
    expect(judge([missing, seen("authorizeProbe", page)], clientOnly())).toMatchObject([
      { code: "redirect-uri-not-registered", certainty: "likely" },
    ]);
  });

  it("ranks what is unknown last", () => {
    const missing = unavailable("redirectUris", "timeout", { source: "WorkOS", at: NOW });
    const changes = { webhookEndpoints: { endpoints: [] } };
    const evidence = [
      missing,
      ...environmentEvidence(changes).filter((one) => one.kind !== "redirectUris"),
    ];
    expect(codes(judge(evidence, clientOnly()))).toEqual([
      "webhook-endpoint-missing",
      "redirect-uri-not-registered",
    ]);
  });

  it("recognises a pasted message", () => {
    const evidence = [seen("errorMessage", { text: "OAuth state mismatch" })];
    expect(judge(evidence, { authMode: null, environment: null, now: NOW })).toMatchObject([
      { code: "sign-in-state-lost", subject: "OAuth state mismatch" },
    ]);
  });

  it("does not hang on the order of the evidence (property)", () => {
    const broken: Evidence[] = environmentEvidence({
      redirectUris: { uris: [] },
      corsOrigins: { origins: [] },
      apiKeyProbe: { status: 401 },
      jwks: { ...soundFacts().jwks, status: 500 },
    });
    const expected = judge(broken, clientOnly()).map(({ code, certainty }) => ({
      code,
      certainty,
    }));
    fc.assert(
      fc.property(fc.shuffledSubarray(broken, { minLength: broken.length }), (shuffled) => {
        expect(judge(shuffled, clientOnly())).toMatchObject(expected);
      }),
    );
  });
});

describe("rank", () => {
  it("leaves out consequences of firm findings only", () => {
    const symptom = observation("cookie-not-set", "likely");
    expect(codes(rank([symptom, observation("session-cookie-too-large", "proven")]))).toEqual([
      "session-cookie-too-large",
    ]);
    expect(codes(rank([symptom, observation("session-cookie-too-large", "possible")]))).toEqual([
      "cookie-not-set",
      "session-cookie-too-large",
    ]);
  });

  it("merges one cause about one subject, and keeps different subjects apart", () => {
    const merged = rank([
      observation("cors-origin-missing", "likely"),
      observation("cors-origin-missing", "proven"),
      observation("cors-origin-missing", "possible", "y"),
    ]);
    expect(merged.map(({ certainty, subject }) => [certainty, subject])).toEqual([
      ["proven", "x"],
      ["possible", "y"],
    ]);
  });

  it("never claims more than the catalogue allows", () => {
    expect(rank([observation("webhook-decoding-strict", "proven")])[0]?.certainty).toBe("likely");
  });

  it("explains with codes of the catalogue, never itself, never in a circle of two", () => {
    for (const [root, consequences] of Object.entries(explains)) {
      expect(isCauseCode(root)).toBe(true);
      expect(consequences).not.toContain(root);
      for (const code of consequences) {
        expect(
          isCauseCode(root) && (explains[code] ?? []).includes(root),
          `${root} ↔ ${code}`,
        ).toBe(false);
      }
    }
  });
});
