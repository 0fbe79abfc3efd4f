import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeTs } from "../values/clock";
import { modificationFor, publish } from "./publishedResult";
import {
  encodeActionResponse,
  encodeMutationResponse,
  encodeTransition,
  INITIAL_VERSION,
  splitTransition,
} from "./responses";

const NOTHING_READ = { ranges: [], overlaps: () => false };
const common = { readSet: NOTHING_READ, usedIdentity: false, logLines: ["[LOG] 'x'"] };

describe("encodeTransition", () => {
  it("writes versions, modifications and clock skew", () => {
    const result = publish({ ...common, ok: true, value: { a: [1] }, journal: "j" });
    const end = { querySet: 2, identity: 1, ts: 2n ** 63n };
    const transition = encodeTransition(INITIAL_VERSION, end, [modificationFor(7, result)], -20);
    expect(JSON.parse(transition)).toEqual({
      type: "Transition",
      startVersion: { querySet: 0, identity: 0, ts: "AAAAAAAAAAA=" },
      endVersion: { querySet: 2, identity: 1, ts: "AAAAAAAAAIA=" },
      modifications: [
        {
          type: "QueryUpdated",
          queryId: 7,
          value: { a: [1] },
          logLines: ["[LOG] 'x'"],
          journal: "j",
        },
      ],
      clientClockSkew: -20,
    });
    expect(decodeTs("AAAAAAAAAIA=")).toBe(2n ** 63n);
  });

  it("leaves the skew out when the client did not tell its time", () => {
    const transition = encodeTransition(INITIAL_VERSION, INITIAL_VERSION, [], null);
    expect(JSON.parse(transition)).not.toHaveProperty("clientClockSkew");
  });
});

describe("splitTransition", () => {
  it("leaves what fits alone", () => {
    expect(splitTransition("x".repeat(5_000_000), "id")).toEqual(["x".repeat(5_000_000)]);
  });

  it("cuts into parts that join to the same text, whatever it is", () => {
    const text = fc.string({ unit: "binary", minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 10 }), (transition, maxLength) => {
        const frames = splitTransition(transition, "id", maxLength);
        if (transition.length <= maxLength) return;
        const parts = frames.map((frame) => JSON.parse(frame) as Record<string, unknown>);
        expect(parts.map(({ chunk }) => chunk).join("")).toBe(transition);
        for (const [index, part] of parts.entries()) {
          expect(part).toMatchObject({
            type: "TransitionChunk",
            partNumber: index,
            totalParts: parts.length,
            transitionId: "id",
          });
        }
      }),
    );
  });
});

describe("publish", () => {
  const failing = (requestId: string, message: string) =>
    publish({
      ...common,
      ok: false,
      errorMessage: `[Request ID: ${requestId}] Server Error\n${message}`,
      errorData: { code: 1 },
      journal: null,
    });

  it("keeps an error's data and its own request id", () => {
    expect(JSON.parse(modificationFor(3, failing("abc", "Uncaught Error: no")))).toEqual({
      type: "QueryFailed",
      queryId: 3,
      errorMessage: "[Request ID: abc] Server Error\nUncaught Error: no",
      errorData: { code: 1 },
      logLines: ["[LOG] 'x'"],
      journal: null,
    });
  });

  it("takes errors that differ in nothing but the request id for the same", () => {
    expect(failing("abc", "no").fingerprint).toBe(failing("def", "no").fingerprint);
    expect(failing("abc", "no").fingerprint).not.toBe(failing("abc", "yes").fingerprint);
  });

  it.each([
    ["value", { value: 2 }],
    ["log lines", { logLines: [] }],
    ["journal", { journal: "k" }],
  ])("takes results with another %s for different", (_what, change) => {
    const result = { ...common, ok: true as const, value: 1, journal: "j" };
    expect(publish({ ...result, ...change }).fingerprint).not.toBe(publish(result).fingerprint);
  });
});

describe("answers to requests", () => {
  it.each([
    [
      encodeMutationResponse(1, { ok: true, value: null, logLines: [], ts: 1n }),
      {
        type: "MutationResponse",
        requestId: 1,
        success: true,
        result: null,
        ts: "AQAAAAAAAAA=",
        logLines: [],
      },
    ],
    [
      encodeMutationResponse(2, { ok: false, errorMessage: "no", errorData: 1, logLines: [] }),
      {
        type: "MutationResponse",
        requestId: 2,
        success: false,
        result: "no",
        errorData: 1,
        logLines: [],
      },
    ],
    [
      encodeActionResponse(3, { ok: true, value: 1, logLines: ["a"] }),
      { type: "ActionResponse", requestId: 3, success: true, result: 1, logLines: ["a"] },
    ],
    [
      encodeActionResponse(4, { ok: false, errorMessage: "no", logLines: [] }),
      { type: "ActionResponse", requestId: 4, success: false, result: "no", logLines: [] },
    ],
  ])("%s", (encoded, expected) => {
    expect(JSON.parse(encoded)).toEqual(expected);
  });
});
