import { describe, expect, it } from "vitest";
import { DEFINITIONS } from "./definitions";

describe.each(Object.entries(DEFINITIONS))("the definition of %s", (_, definition) => {
  it("is complete, in sentences", () => {
    const { title, source, ...sentences } = definition;
    expect(title).toMatch(/^[A-Z]/);
    expect(source).not.toBe("");
    for (const sentence of Object.values(sentences)) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });
});
