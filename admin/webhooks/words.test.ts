import { describe, expect, it } from "vitest";
import { fieldWords } from "../ui/fieldWords";
import { refusalWords } from "./health/refusalWords";
import { previewSentence, startWords } from "./replay/replayWords";
import { signatureWords } from "./signatureWords";
import { VIA_LABELS, viaWords } from "./viaWords";

describe("signatures and ways", () => {
  it.each([
    [
      { scheme: "workos", ageMs: 150 },
      "webhook",
      /WorkOS’s scheme, signed 150 ms before it arrived$/,
    ],
    [{ scheme: "svix", ageMs: 4_000 }, "webhook", /Svix .*, signed 4 s before it arrived$/],
    [{ scheme: "workos", ageMs: -40 }, "webhook", /signed 40 ms ahead of this clock$/],
    [null, "drain", /^none: it came through the Events API$/],
    [null, "webhook", /^not kept$/],
  ] as const)("says of %j by %s", (signature, via, words) => {
    expect(signatureWords(signature, via)).toMatch(words);
  });

  it("has words for every way an event can come by", () => {
    expect((Object.keys(VIA_LABELS) as (keyof typeof VIA_LABELS)[]).map(viaWords)).toEqual([
      "by webhook",
      "through the Events API",
      "by replay",
      "by test",
      "as sample data",
    ]);
  });

  it("names fields as people do, and new ones by their own name", () => {
    expect(["emailVerified", "shoeSize"].map(fieldWords)).toEqual(["e-mail verified", "shoeSize"]);
  });
});

it("says why deliveries were refused, most frequent first", () => {
  const words = refusalWords([
    { reason: "svix-mismatch", count: 1 },
    { reason: "signature-mismatch", count: 12 },
    { reason: "of-tomorrow", count: 2 },
    { reason: "sender-not-allowed", count: 5 },
  ]);
  expect(words.split("\n")).toEqual([
    expect.stringMatching(/^12 ×: No configured secret/),
    expect.stringMatching(/^5 ×: .* WORKOS_WEBHOOK_IPS/),
    "2 ×: of-tomorrow",
    expect.stringMatching(/^1 ×: The Svix signature/),
  ]);
});

describe("what a replay would do", () => {
  it.each([
    ["failed", 0, 0, false, "No failed event in this time: there is nothing to replay."],
    ["failed", 14, 14, false, "14 events failed here and would be processed again."],
    [
      "failed",
      14,
      16,
      false,
      "14 events failed here and would be processed again. 2 more cannot be: their payload is no longer kept.",
    ],
    [
      "failed",
      1_000,
      1_000,
      true,
      "At least 1,000 events failed here and would be processed again.",
    ],
    ["missing", 0, 130, false, "WorkOS has 130 events of this time; none is missing here."],
    [
      "missing",
      3,
      130,
      false,
      "WorkOS has 130 events of this time; 3 never came here and would be applied.",
    ],
    [
      "missing",
      3,
      2_000,
      true,
      "WorkOS has more than 2,000 events of this time; at least 3 never came here and would be applied.",
    ],
  ] as const)("%s: %d of %d, more: %s", (scope, events, looked, more, sentence) => {
    expect(previewSentence(scope, { events, looked, more })).toBe(sentence);
  });

  it("stands on the button", () => {
    expect(startWords(undefined)).toBe("Replay");
    expect(startWords({ events: 1, looked: 1, more: false })).toBe("Replay 1 delivery");
    expect(startWords({ events: 9, looked: 9, more: true })).toBe("Replay 9 deliveries or more");
  });
});
