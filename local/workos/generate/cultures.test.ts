import { describe, expect, it } from "vitest";
import { CULTURES, latin, written } from "./cultures";

const NAMES = CULTURES.flatMap(({ first, last }) => [...first, ...last]);

describe("names", () => {
  it.each([
    ["Jürgen", "Jürgen", "jurgen"],
    ["Weiß", "Weiß", "weiss"],
    ["Łukasz", "Łukasz", "lukasz"],
    ["Yıldız", "Yıldız", "yildiz"],
    ["Đặng", "Đặng", "dang"],
    ["O'Brien", "O'Brien", "obrien"],
    ["Jan-Niklas", "Jan-Niklas", "jan-niklas"],
    ["陽菜/hina", "陽菜", "hina"],
  ])("%s is written %s and mailed to %s", (name, expected, ascii) => {
    expect([written(name), latin(name)]).toEqual([expected, ascii]);
  });

  it.each(NAMES)("%s has an ASCII form", (name) => {
    expect(latin(name)).toMatch(/^[a-z][a-z-]*$/);
    expect(written(name)).not.toBe("");
  });
});
