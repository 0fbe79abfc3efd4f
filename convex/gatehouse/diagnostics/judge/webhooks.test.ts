import { describe, expect, it } from "vitest";
import {
  clientOnly,
  environmentEvidence,
  MINUTE,
  NOW,
  personEvidence,
  production,
  seen,
  soundFacts,
} from "../../../../tests/diagnostics/fixtures";
import type { EvidenceFacts } from "../evidence";
import { judge } from "./judge";

const sound = soundFacts();
const [endpoint] = sound.webhookEndpoints.endpoints;
type Endpoint = EvidenceFacts["webhookEndpoints"]["endpoints"][number];
const endpoints = (...changes: Partial<Endpoint>[]) => ({
  webhookEndpoints: {
    endpoints: changes.map((change) => ({
      id: "we_01",
      url: production.webhookUrl,
      enabled: true,
      events: endpoint?.events ?? [],
      secretFits: true,
      ...change,
    })),
  },
});
const inbox = (facts: Partial<EvidenceFacts["inboxHealth"]>) => ({
  inboxHealth: { ...sound.inboxHealth, ...facts },
});
const gaps = (facts: Partial<EvidenceFacts["provisioningGaps"]>) => ({
  provisioningGaps: { ...sound.provisioningGaps, ...facts },
});
const codes = (changes: Partial<EvidenceFacts>) =>
  judge(environmentEvidence(changes), clientOnly()).map((finding) => finding.code);

describe("webhooks", () => {
  it.each([
    [endpoints(), ["webhook-endpoint-missing"]],
    [endpoints({ url: "https://elsewhere.example/hook" }), ["webhook-endpoint-missing"]],
    [
      endpoints({ url: "https://happy-otter-123.convex.cloud/workos/webhook" }),
      ["webhook-url-wrong-host"],
    ],
    [endpoints({ enabled: false }), ["webhook-endpoint-disabled"]],
    [endpoints({ events: ["user.created"] }), ["webhook-events-not-subscribed"]],
    [endpoints({}, { id: "we_02" }), ["webhook-endpoint-duplicated"]],
    [endpoints({}, { enabled: false }), []],
    [endpoints({ url: `${production.webhookUrl}/` }), []],
    [inbox({ failedTypes: ["user.updated"] }), ["webhook-decoding-strict"]],
  ])("%j → %j", (changes, expected) => {
    expect(codes(changes)).toEqual(expected);
  });

  it("names what is missing, and where to add it", () => {
    const [first] = judge(
      environmentEvidence(endpoints({ events: ["user.updated"] })),
      clientOnly(),
    );
    expect(first?.sentence).toContain("does not receive user.created and user.deleted");
    expect(first?.remedy).toEqual([
      "In the console an admin can press “Mend the endpoint at WorkOS” beside this finding. By hand: open Webhooks in the WorkOS dashboard, choose the endpoint and add the events user.created and user.deleted.",
    ]);
  });
});

describe("deliveries", () => {
  const refused = (reason: "signature" | "timestamp" | "other", count: number) => ({
    rejected: [{ reason, count }],
  });
  const none = { received: 0, receivedIsCapped: false };
  const secretFits = (fits: boolean | null) => endpoints({ secretFits: fits });

  it.each<[string, Partial<EvidenceFacts>, string[]]>([
    ["no secret", inbox({ ...none, secretConfigured: false }), ["webhook-secret-unset"]],
    [
      "all signatures wrong",
      { ...secretFits(null), ...inbox({ ...none, ...refused("signature", 9) }) },
      ["webhook-secret-mismatch"],
    ],
    [
      "all signatures wrong although the secret fits",
      inbox({ ...none, ...refused("signature", 9) }),
      ["webhook-body-reserialised", "webhook-secret-mismatch"],
    ],
    [
      "some signatures wrong although the secret fits",
      inbox(refused("signature", 40)),
      ["webhook-secret-mismatch", "webhook-body-reserialised"],
    ],
    ["another secret at WorkOS", secretFits(false), ["webhook-secret-mismatch"]],
    ["a secret that was not compared", secretFits(null), []],
    [
      "two endpoints, one with our secret",
      endpoints({ secretFits: false }, { id: "we_02", secretFits: true, enabled: true }),
      ["webhook-endpoint-duplicated"],
    ],
    ["all too old", inbox({ ...none, ...refused("timestamp", 9) }), ["webhook-timestamp-refused"]],
    ["one stranger's bad signature", inbox(refused("signature", 1)), []],
    ["two of them, and nothing else", inbox({ ...none, ...refused("signature", 2) }), []],
    ["a few bad among many good", inbox(refused("signature", 9)), []],
    ["requests without a signature", inbox({ ...none, ...refused("other", 300) }), []],
    [
      "an event of an hour ago missing",
      inbox({ missedEventAt: NOW - 60 * MINUTE }),
      ["webhooks-silent"],
    ],
    [
      "never a delivery, and an event missing",
      inbox({ ...none, lastReceivedAt: null, missedEventAt: NOW - 60 * MINUTE }),
      ["webhooks-silent"],
    ],
    [
      "quiet for days, and an event of just now",
      inbox({ lastReceivedAt: NOW - 50 * 60 * MINUTE, missedEventAt: NOW - 500 }),
      [],
    ],
    ["quiet for days", inbox({ lastReceivedAt: NOW - 50 * 60 * MINUTE }), []],
  ])("%s", (_name, changes, expected) => {
    expect(codes(changes)).toEqual(expected);
  });

  it("says for how long it counted, and that it stopped counting", () => {
    const [first] = judge(environmentEvidence(inbox(refused("signature", 40))), clientOnly());
    expect(first?.sentence).toBe(
      "Since 2026-11-22 00:00 UTC 40 deliveries were refused because their signature was wrong, and at least 100 were accepted. The endpoint's own secret fits, so they may come from an endpoint of another WorkOS environment that sends here too.",
    );
  });

  it("is certain where the secrets were compared", () => {
    expect(judge(environmentEvidence(secretFits(false)), clientOnly())).toMatchObject([
      { certainty: "proven", sentence: expect.stringContaining("The endpoint we_01 at WorkOS") },
    ]);
  });
});

describe("rows", () => {
  const eva = { workosId: "user_01EVA", email: "eva@example.com", lastSignInAt: NOW };

  it.each([
    [gaps({ signedInWithoutRow: [eva], usersInConvex: 1199 }), ["user-not-created"]],
    [gaps({ usersInConvex: 700 }), ["users-predate-webhook"]],
    [gaps({ comparedAt: null, usersAtWorkos: null, usersInConvex: null }), []],
    [gaps({ duplicatedIds: ["user_01"] }), ["user-row-duplicated"]],
    [gaps({ resurrectedIds: ["user_01"] }), ["deleted-user-resurrected"]],
    [gaps({ rowsWithoutEmail: 4 }), ["profile-claims-missing"]],
    [gaps({ rowsPendingTooLong: 4, rowsWithoutEmail: 4 }), ["pending-profile"]],
  ])("%j → %j", (changes, expected) => {
    expect(codes(changes)).toEqual(expected);
  });

  it("says when all users were compared", () => {
    const [first] = judge(environmentEvidence(gaps({ usersInConvex: 700 })), clientOnly());
    expect(first?.sentence).toBe(
      "The comparison of 2026-11-23 04:00 UTC found 1,200 users at WorkOS; 500 of them still have no row in Convex.",
    );
  });

  it("adds what a real token lacks to rows without an address", () => {
    const [first] = judge(environmentEvidence(gaps({ rowsWithoutEmail: 4 })), clientOnly());
    expect(first?.sentence).toBe(
      "4 rows have no e-mail address, and the access tokens carry none to copy.",
    );
  });

  it("names the people", () => {
    const [first] = judge(environmentEvidence(gaps({ signedInWithoutRow: [eva] })), clientOnly());
    expect(first?.sentence).toBe(
      "1 person has signed in and has no row in Convex: eva@example.com.",
    );
  });
});

describe("one person", () => {
  const { userRow, workosUser } = sound;
  const attempt = (minutesAgo: number, errorCode: string | null, method = "password") => ({
    at: NOW - minutesAgo * MINUTE,
    succeeded: errorCode === "ok",
    method,
    errorCode: errorCode === "ok" ? null : errorCode,
  });
  const attempts = (...list: ReturnType<typeof attempt>[]) => ({
    signIns: { ...sound.signIns, attempts: list },
  });
  const nobody = { ...workosUser, workosId: null, emailVerified: null };
  const noRow = { ...userRow, rows: 0, status: null };

  it.each([
    ["no row", { userRow: noRow }, ["user-not-created"]],
    ["two rows", { userRow: { ...userRow, rows: 2 } }, ["user-row-duplicated"]],
    [
      "deleted",
      { userRow: { ...userRow, status: "deleted" as const, deletedAt: NOW }, workosUser: nobody },
      ["user-deleted"],
    ],
    ["resurrected", { workosUser: nobody }, ["deleted-user-resurrected"]],
    ["nobody", { workosUser: nobody, userRow: noRow, ...attempts() }, ["person-unknown"]],
    ["pending", { userRow: { ...userRow, status: "pending" as const } }, ["pending-profile"]],
    [
      "pending for a moment",
      { userRow: { ...userRow, status: "pending" as const, createdAt: NOW - 1000 } },
      [],
    ],
    ["no e-mail", { userRow: { ...userRow, email: null } }, ["profile-claims-missing"]],
    [
      "unverified",
      { workosUser: { ...workosUser, emailVerified: false, lastSignInAt: null } },
      ["email-unverified"],
    ],
    ["wrong password", attempts(attempt(3, "invalid_credentials")), ["credentials-refused"]],
    ["wrong password, no code", attempts(attempt(3, "strange_code")), ["credentials-refused"]],
    ["SSO only", attempts(attempt(3, "sso_required")), ["sso-required"]],
    ["unheard-of method", attempts(attempt(3, "strange_code", "telepathy")), []],
    ["failed, then came in", attempts(attempt(9, "invalid_credentials"), attempt(3, "ok")), []],
    ["failed long ago", attempts(attempt(60 * 24 * 5, "invalid_credentials")), []],
    ["never tried", attempts(), ["no-attempt-seen"]],
    [
      "all sessions revoked",
      {
        sessions: {
          sessions: [{ id: "s", status: "revoked" as const, createdAt: NOW - 9, endedAt: NOW - 1 }],
        },
      },
      ["sessions-ended"],
    ],
    [
      "signed out days ago",
      {
        sessions: { sessions: [{ id: "s", status: "expired" as const, createdAt: 1, endedAt: 2 }] },
      },
      [],
    ],
    ["all well", {}, []],
  ])("%s", (_name, changes, expected) => {
    const findings = judge(personEvidence(changes), clientOnly());
    expect(findings.map((finding) => finding.code)).toEqual(expected);
  });

  it.each([
    ["pendingProfile", "pending-profile"],
    ["unverifiedEmail", "operator-email-unverified"],
    ["notListed", "operator-not-listed"],
    ["removed", "operator-not-listed"],
  ] as const)("as an operator: %s", (reason, code) => {
    const evidence = [seen("operatorEntry", { email: "op@example.com", reason })];
    expect(judge(evidence, clientOnly())).toMatchObject([{ code, subject: "op@example.com" }]);
  });

  it("in a login loop, until it is over", () => {
    const loop = {
      startedAt: NOW - MINUTE,
      endedAt: NOW,
      count: 14,
      medianGapMs: 2100,
      probableCause: "cookie-not-set",
      resolved: false,
    };
    const facts = (changes: object) => ({
      signIns: { ...sound.signIns, loops: [{ ...loop, ...changes }] },
    });
    expect(judge(personEvidence(facts({})), clientOnly())).toMatchObject([
      {
        code: "cookie-not-set",
        certainty: "likely",
        sentence: expect.stringContaining("14 sign-ins of one device, about 2 seconds apart"),
      },
    ]);
    expect(
      judge(personEvidence(facts({ probableCause: "third-party-cookie-blocked" })), clientOnly()),
    ).toMatchObject([{ code: "third-party-cookie-blocked", certainty: "possible" }]);
    expect(judge(personEvidence(facts({ probableCause: "nonsense" })), clientOnly())).toMatchObject(
      [{ code: "cookie-not-set" }],
    );
    expect(judge(personEvidence(facts({ resolved: true })), clientOnly())).toEqual([]);
  });
});
