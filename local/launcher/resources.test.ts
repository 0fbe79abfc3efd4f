import { describe, expect, it } from "vitest";
import { Resources } from "./resources";

function recorder() {
  const closed: string[] = [];
  return { closed, make: (name: string) => ({ close: () => void closed.push(name) }) };
}

describe("Resources", () => {
  it("closes what was opened last first, once", async () => {
    const { closed, make } = recorder();
    const resources = new Resources();
    await resources.open(() => make("data"));
    await resources.open(async () => make("server"));
    await Promise.all([resources.close(), resources.close()]);
    expect(closed).toEqual(["server", "data"]);
  });

  it("waits for what is still opening, closes it, and opens nothing more", async () => {
    const { closed, make } = recorder();
    const resources = new Resources();
    await resources.open(() => make("data"));
    let finish: () => void = () => undefined;
    const slow = resources.open(
      () => new Promise<{ close(): void }>((resolve) => (finish = () => resolve(make("server")))),
    );
    const closing = resources.close();
    finish();
    await expect(slow).rejects.toThrow("Stopped before everything was up.");
    await closing;
    expect(closed).toEqual(["server", "data"]);
    await expect(resources.open(() => make("late"))).rejects.toThrow("Stopped");
    expect(closed).not.toContain("late");
  });

  it("closes the rest when something did not open", async () => {
    const { closed, make } = recorder();
    const resources = new Resources();
    await resources.open(() => make("data"));
    await expect(resources.open(() => Promise.reject(new Error("no port")))).rejects.toThrow(
      "no port",
    );
    await resources.close();
    expect(closed).toEqual(["data"]);
  });
});
