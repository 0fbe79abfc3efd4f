import { describe, expect, it } from "vitest";
import { createHarness } from "../testing/harness";

const EVERYTHING = new Set(["a", "b", "c"]);

describe("emitting", () => {
  it("gives ids and times that never fall, even when the clock does", () => {
    const { model, clock } = createHarness();
    const first = model.events.emit("a", {});
    clock.advance(-60_000);
    const second = model.events.emit("b", {});
    expect(second.id > first.id).toBe(true);
    expect(second.created_at).toBe(first.created_at);
  });

  it("tells listeners until they leave", () => {
    const { model } = createHarness();
    const heard: string[] = [];
    const stop = model.events.onEmit(({ event }) => heard.push(event));
    model.events.emit("a", {});
    stop();
    model.events.emit("b", {});
    expect(heard).toEqual(["a"]);
  });
});

describe("listing", () => {
  const list = (
    { model }: ReturnType<typeof createHarness>,
    query: Partial<Parameters<typeof model.events.list>[0]> = {},
  ) =>
    model.events
      .list({ types: EVERYTHING, order: "asc", limit: 100, ...query })
      .data.map(({ event }) => event)
      .join("");

  it("holds events back for a moment, then shows them", () => {
    const harness = createHarness({ holdBackMs: 2_000 });
    harness.model.events.emit("a", {});
    expect(list(harness)).toBe("");
    harness.clock.advance(1_999);
    expect(list(harness)).toBe("");
    harness.clock.advance(1);
    expect(list(harness)).toBe("a");
  });

  it("never shows a later event before an earlier one", () => {
    const harness = createHarness({ holdBackMs: 2_000 });
    for (const type of ["a", "b", "c"]) {
      harness.model.events.emit(type, {});
      harness.clock.advance(1_000);
    }
    expect(list(harness)).toBe("ab");
  });

  it("filters by type and by range: start included, end not", () => {
    const harness = createHarness({ holdBackMs: 0 });
    const times = ["a", "b", "c"].map((type) => {
      const { created_at } = harness.model.events.emit(type, {});
      harness.clock.advance(1_000);
      return created_at;
    });
    expect(list(harness, { types: new Set(["a", "c"]) })).toBe("ac");
    const [, second = "", third = ""] = times;
    expect(list(harness, { rangeStart: second })).toBe("bc");
    expect(list(harness, { rangeEnd: third })).toBe("ab");
    expect(list(harness, { rangeStart: second, rangeEnd: third })).toBe("b");
  });
});
