import { jsonToConvex, type Value } from "convex/values";
import { describe, expect, it } from "vitest";
import { Document } from "./document";

const ID = "j57bznv8djzfx91vdxr08jwv1ydtt17n";

describe("Document", () => {
  it("writes wire JSON with sorted fields, without undefined ones", () => {
    const document = Document.encode(ID, 1.5, { b: 1n, a: -0, gone: undefined });
    expect(document.json).toBe(
      `{"_creationTime":1.5,"_id":"${ID}","a":{"$float":"AAAAAAAAAIA="},"b":{"$integer":"AQAAAAAAAAA="}}`,
    );
    expect(document.value).toEqual({ _creationTime: 1.5, _id: ID, a: -0, b: 1n });
  });

  it("reads back what it stored", () => {
    const bytes = Uint8Array.from([1, 2]).buffer;
    const document = Document.encode(ID, 2, { text: '{"$commitTs":null}', bytes, list: [NaN] });
    const read = Document.decode(ID, document.stored);
    expect(read.value).toEqual(document.value);
    expect(read.json).toBe(document.json);
    expect(read.size).toBe(document.size);
    expect(read.creationTime).toBe(2);
  });

  it("keeps its own copy of the fields", () => {
    const fields: Record<string, Value> = { a: 1 };
    const document = Document.encode(ID, 1, fields);
    fields["a"] = 2;
    expect(document.value["a"]).toBe(1);
  });

  it("resolves commit timestamps, but not text that looks like one", () => {
    const document = Document.encode(ID, 1, {
      at: jsonToConvex({ $commitTs: null }),
      text: '{"$commitTs":null}',
    });
    const { at, text } = document.withCommitTs(77n).value;
    expect(at).toBe(77n);
    expect(text).toBe('{"$commitTs":null}');
  });

  it.each<[string, Record<string, unknown>, string]>([
    ["a reserved field name", { $a: 1 }, "starts with a '$'"],
    ["a field name outside ASCII", { é: 1 }, "non-control ASCII"],
    ["a Map", { a: new Map() }, "not a supported Convex type"],
    ["an integer of 65 bits", { a: 2n ** 64n }, "does not fit into a 64-bit signed integer"],
  ])("refuses %s", (_name, fields, message) => {
    expect(() => Document.encode(ID, 1, fields as Record<string, Value>)).toThrow(message);
  });
});
