// @vitest-environment node
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JsonEntries } from "./jsonEntries";
import { HarProblem } from "./problem";

function read(text: string, pieceLength = text.length || 1) {
  const reader = new JsonEntries();
  const entries = [];
  for (let at = 0; at < text.length; at += pieceLength) {
    entries.push(...reader.write(text.slice(at, at + pieceLength)));
  }
  return { entries, reader };
}

const har = (...entries: unknown[]): string =>
  JSON.stringify({
    log: { version: "1.2", creator: { name: "x", url: "y" }, pages: [{ id: "p" }], entries },
  });

const entry = {
  startedDateTime: "2026-11-23T12:00:00.000Z",
  time: 12.5,
  _resourceType: "document",
  request: {
    method: "GET",
    url: 'https://a.example/"quoted"\\\n\u00e9\ud83d\ude00',
    headers: [{ name: "Cookie", value: "a=b" }],
  },
  response: { status: 200, content: { mimeType: "text/html", text: "hi" }, redirectURL: "" },
};

describe("JsonEntries", () => {
  it.each([1, 2, 3, 7, 64, 100_000])("reads the same in pieces of %i characters", (length) => {
    const { entries, reader } = read(har(entry, entry), length);
    expect(entries).toEqual([entry, entry]);
    expect(reader.isComplete).toBe(true);
  });

  it("keeps known members only", () => {
    const noisy = {
      ...entry,
      _initiator: { url: "x", stack: [1, [2]] },
      cache: {},
      timings: { wait: 1 },
    };
    expect(read(har(noisy)).entries).toEqual([entry]);
    expect(read(har({ __proto__: null, constructor: 1, url: "u" })).entries).toEqual([
      { url: "u" },
    ]);
  });

  it.each([1, 2, 3, 5])("passes over strings full of quotes, in pieces of %i", (length) => {
    const noisy = { ...entry, unknown: '\\"{}[]\\\\"\u0001é'.repeat(20), time: 3 };
    expect(read(har(noisy, entry), length).entries).toEqual([{ ...entry, time: 3 }, entry]);
  });

  it("passes over other parts of the file that look like entries", () => {
    const text = JSON.stringify({
      entries: [entry],
      log: { pages: { entries: [entry] }, entries: [] },
    });
    expect(read(text).entries).toEqual([]);
    expect(read(text).reader.hasEntries).toBe(true);
  });

  it("cuts bodies and long values, whatever they hold", () => {
    const body = '{"x":"\\n'.repeat(50_000);
    const [read1] = read(har({ ...entry, response: { content: { text: body } } }), 1000).entries;
    const content = (read1?.["response"] as { content: { text: string } }).content;
    expect(content.text).toBe(body.slice(0, 4096));
    const [read2] = read(har({ url: "u".repeat(100_000) })).entries;
    expect(read2?.["url"]).toHaveLength(32 * 1024);
  });

  it("keeps no more than a thousand headers", () => {
    const headers = Array.from({ length: 5000 }, (_, i) => ({ name: `h${i}`, value: "" }));
    expect(read(har({ headers })).entries[0]?.["headers"]).toHaveLength(1000);
  });

  it.each([
    ["an empty file", "", false],
    ["cut off in a string", har(entry).slice(0, 120), false],
    ["cut off between entries", har(entry, entry).slice(0, -40), false],
    ["no log", "{}", true],
  ])("tells a complete file from %s", (_name, text, complete) => {
    expect(read(text).reader.isComplete).toBe(complete);
  });

  it.each([
    ["plain text", "hello"],
    ["a page", "<!doctype html>"],
    ["a number", "42"],
    ["binary", "\u0000\u0001PK"],
    ["crossed brackets", '{"log":{"entries":[}}'],
    ["two values in a row", '{"log":{} {}}'],
    ["two strings in a row", '{"log":["a" "b"]}'],
    ["something after the end", "{} {}"],
    ["an endless literal", `{"a":${"1".repeat(100)}}`],
    ["an object without a name", '{"log":{{}}}'],
  ])("refuses %s with a sentence", (_name, text) => {
    expect(() => read(text)).toThrow(HarProblem);
    expect(() => read(text)).toThrow(/not a HAR file/);
  });

  it("refuses endless nesting", () => {
    expect(() => read("[".repeat(10_000))).toThrow(/nested too deeply/);
  });

  it("agrees with JSON.parse on anything kept (property)", () => {
    const value = fc.dictionary(
      fc.constantFrom("url", "name", "value", "text", "headers", "unknown", "data"),
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.constant(null),
      ),
    );
    fc.assert(
      fc.property(
        fc.array(value),
        fc.integer({ min: 1, max: 40 }),
        fc.nat(3),
        (entries, pieces, indent) => {
          const text = JSON.stringify({ log: { entries } }, null, indent);
          const expected = entries.map((one) =>
            Object.fromEntries(Object.entries(one).filter(([name]) => name !== "unknown")),
          );
          expect(read(text, pieces).entries).toEqual(JSON.parse(JSON.stringify(expected)));
        },
      ),
    );
  });

  it("never crashes on noise (property)", () => {
    const noise = fc.string({ unit: fc.constantFrom(...'{}[]",:\\u0log entries1e') });
    fc.assert(
      fc.property(noise, (text) => {
        try {
          read(`{"log":{"entries":[${text}`, 3);
        } catch (problem) {
          expect(problem).toBeInstanceOf(HarProblem);
        }
      }),
    );
  });
});
