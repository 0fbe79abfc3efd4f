import { describe, expect, it } from "vitest";
import { Turn } from "./turn";

describe("Turn", () => {
  it("runs one task at a time, in the order they came", async () => {
    const turn = new Turn();
    const seen: string[] = [];
    const task = (name: string) => async () => {
      seen.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(`${name} ends`);
      return name;
    };
    expect(await Promise.all([turn.take(task("a")), turn.take(task("b"))])).toEqual(["a", "b"]);
    expect(seen).toEqual(["a begins", "a ends", "b begins", "b ends"]);
  });

  it("goes on after a task that fails", async () => {
    const turn = new Turn();
    const failing = turn.take(() => Promise.reject(new Error("no")));
    const next = turn.take(() => Promise.resolve("next"));
    await expect(failing).rejects.toThrow("no");
    expect(await next).toBe("next");
  });
});
