import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HeldSnapshots, HOLD_MS, MAX_HELD } from "./heldSnapshots";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function held() {
  const state = { now: 1n, open: 0 };
  const snapshots = new HeldSnapshots(() => {
    state.open += 1;
    return { ts: state.now, close: () => void (state.open -= 1) };
  });
  const read = (ts: bigint) => snapshots.at(ts, (snapshot) => Promise.resolve(snapshot.ts));
  return { state, snapshots, read };
}

describe("HeldSnapshots", () => {
  it("reads the same moment as often as asked", async () => {
    const { state, snapshots, read } = held();
    const ts = snapshots.hold();
    state.now = 2n;
    expect([await read(ts), await read(ts)]).toEqual([1n, 1n]);
    expect(state.open).toBe(1);
  });

  it("shares one snapshot for one moment", () => {
    const { state, snapshots } = held();
    expect([snapshots.hold(), snapshots.hold()]).toEqual([1n, 1n]);
    expect(state.open).toBe(1);
  });

  it("knows nothing of other moments", async () => {
    expect(await held().read(5n)).toBeUndefined();
  });

  it("lets go after its time", async () => {
    const { state, snapshots, read } = held();
    const ts = snapshots.hold();
    vi.advanceTimersByTime(HOLD_MS);
    expect(await read(ts)).toBeUndefined();
    expect(state.open).toBe(0);
  });

  it("lets go of the oldest when there are too many", async () => {
    const { state, snapshots, read } = held();
    for (; state.now <= MAX_HELD + 1; state.now += 1n) snapshots.hold();
    expect(state.open).toBe(MAX_HELD);
    expect(await read(1n)).toBeUndefined();
    expect(await read(2n)).toBe(2n);
  });

  it("closes a snapshot only after those who read it", async () => {
    const { state, snapshots } = held();
    const ts = snapshots.hold();
    let finish: () => void = () => undefined;
    const reading = snapshots.at(ts, () => new Promise<void>((resolve) => (finish = resolve)));
    vi.advanceTimersByTime(HOLD_MS);
    expect(state.open).toBe(1);
    finish();
    await reading;
    expect(state.open).toBe(0);
  });

  it("closes everything, timers too", () => {
    const { state, snapshots } = held();
    snapshots.hold();
    snapshots.close();
    expect([state.open, vi.getTimerCount()]).toEqual([0, 0]);
  });
});
