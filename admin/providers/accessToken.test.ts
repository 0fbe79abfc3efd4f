import { LoginRequiredError } from "@workos-inc/authkit-react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { fetchAccessToken, waitOrOnline } from "./accessToken";

/** What AuthKit throws for 408, 429 and 5xx answers. */
const transient = Object.assign(new Error("try later"), { isTransient: true });
const offline = new TypeError("Failed to fetch");

function setUp(...answers: (string | Error)[]) {
  const getAccessToken = vi.fn(async () => {
    const answer = answers.shift();
    if (typeof answer !== "string") throw answer;
    return answer;
  });
  const wait = vi.fn(async () => {});
  const onTrouble = vi.fn();
  return { getAccessToken, wait, onTrouble };
}

describe("fetchAccessToken", () => {
  it.each([true, false])("passes on whether a fresh token is wanted (%s)", async (force) => {
    const patience = setUp("token");
    await expect(fetchAccessToken(patience, force)).resolves.toBe("token");
    expect(patience.getAccessToken).toHaveBeenCalledExactlyOnceWith({ forceRefresh: force });
  });

  it("takes WorkOS's no for a no", async () => {
    const patience = setUp(new LoginRequiredError());
    await expect(fetchAccessToken(patience, true)).resolves.toBeNull();
    expect(patience.wait).not.toHaveBeenCalled();
  });

  it("waits out outages and lost networks, ever longer, and says so", async () => {
    const patience = setUp(transient, offline, transient, offline, transient, offline, "token");
    await expect(fetchAccessToken(patience, true)).resolves.toBe("token");
    expect(patience.wait.mock.calls).toEqual([
      [1_000],
      [2_000],
      [5_000],
      [10_000],
      [30_000],
      [30_000],
    ]);
    expect(patience.onTrouble.mock.calls.map(([error]) => error)).toEqual([
      ...[transient, offline, transient, offline, transient, offline],
      null,
    ]);
  });

  it("ends in signed out when the session turns out to be gone after an outage", async () => {
    const patience = setUp(transient, new LoginRequiredError());
    await expect(fetchAccessToken(patience, true)).resolves.toBeNull();
    expect(patience.onTrouble).toHaveBeenLastCalledWith(null);
  });
});

describe("waitOrOnline", () => {
  afterEach(() => vi.useRealTimers());

  it("ends after the given time", async () => {
    vi.useFakeTimers();
    const done = vi.fn();
    void waitOrOnline(5_000).then(done);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(done).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(done).toHaveBeenCalledOnce();
  });

  it("ends as soon as the browser is online again", async () => {
    vi.useFakeTimers();
    const waiting = waitOrOnline(30_000);
    window.dispatchEvent(new Event("online"));
    await waiting;
    expect(vi.getTimerCount()).toBe(0);
  });
});
