import { describe, expect, it } from "vitest";
import { createClock } from "../testing/harness";
import { createRateLimiter, type LimitName } from "./rateLimits";

describe("createRateLimiter", () => {
  it.each<[LimitName, number, number]>([
    ["general", 6_000, 60],
    ["read", 1_000, 10],
    ["write", 500, 10],
    ["authenticate", 10, 60],
  ])("lets %s pass %i times in %i s", (limit, requests, windowSeconds) => {
    const clock = createClock();
    const limiter = createRateLimiter(clock.now);
    for (let i = 0; i < requests; i++) expect(limiter.retryAfter(limit, "me")).toBe(0);
    expect(limiter.retryAfter(limit, "me")).toBe(windowSeconds);
    expect(limiter.retryAfter(limit, "somebody else")).toBe(0);
    clock.advance((windowSeconds - 1) * 1000);
    expect(limiter.retryAfter(limit, "me")).toBe(1);
    clock.advance(1000);
    expect(limiter.retryAfter(limit, "me")).toBe(0);
  });
});
