import { describe, expect, it } from "vitest";
import { queryTerms } from "./queryTerms";
import { termFrequencies, tokenize } from "./tokenize";

describe("tokenize", () => {
  it.each([
    ["Hello, World!", ["hello", "world"]],
    ["", []],
    [" -- ", []],
    ["don't", ["don", "t"]],
    ["user@example.com", ["user", "example", "com"]],
    ["snake_case 42nd", ["snake", "case", "42nd"]],
    ["Größe ÉTÉ 東京", ["größe", "été", "東京"]],
    [`${"x".repeat(32)} ${"y".repeat(33)}`, ["x".repeat(32)]],
    [`${"é".repeat(16)} ${"é".repeat(17)}`, ["é".repeat(16)]],
  ])("%j", (text, terms) => {
    expect(tokenize(text)).toEqual(terms);
  });
});

describe("termFrequencies", () => {
  it("counts each term", () => {
    expect([...termFrequencies(["a", "b", "a"])]).toEqual([
      ["a", 2],
      ["b", 1],
    ]);
  });
});

describe("queryTerms", () => {
  const exact = (text: string) => ({ text, isPrefix: false });
  const prefix = (text: string) => ({ text, isPrefix: true });

  it.each([
    ["", []],
    ["Hel", [prefix("hel")]],
    ["hello wor", [exact("hello"), prefix("wor")]],
    ["a b a b c", [exact("a"), exact("b"), prefix("c")]],
    ["a b a", [exact("b"), prefix("a")]],
  ])("%j", (query, terms) => {
    expect(queryTerms(query)).toEqual(terms);
  });

  it("drops what comes after sixteen words", () => {
    const words = Array.from({ length: 20 }, (_, at) => `w${at}`);
    expect(queryTerms(words.join(" ")).at(-1)).toEqual(prefix("w15"));
  });
});
