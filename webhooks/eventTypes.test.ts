import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { SYNCED_EVENTS, WEBHOOK_EVENTS } from "./eventTypes";

describe("the events Gatehouse acts on", () => {
  it("are what an endpoint subscribes to, and two that only the Events API brings", () => {
    const others = SYNCED_EVENTS.filter((type) => !WEBHOOK_EVENTS.includes(type));
    expect(others).toEqual([
      "authentication.email_verification_failed",
      "authentication.mfa_failed",
    ]);
    expect(WEBHOOK_EVENTS.every((type) => SYNCED_EVENTS.includes(type))).toBe(true);
  });

  it("are listed in docs/setup.md: those to subscribe to as a block, all of them by name", () => {
    const page = readFileSync(new URL("../docs/setup.md", import.meta.url), "utf8");
    const [, section = ""] = /\n## 3\. WorkOS: the webhook endpoint\n(.*?)\n## /s.exec(page) ?? [];
    const [, block = ""] = /\n```\n((?:[a-z_.]+\n)+)```\n/.exec(section) ?? [];
    expect(block.trimEnd().split("\n")).toEqual(WEBHOOK_EVENTS);
    const families = [...new Set(SYNCED_EVENTS.map((type) => type.split(".")[0]))].join("|");
    const named = section.match(new RegExp(`\\b(?:${families})\\.[a-z_*]+`, "g")) ?? [];
    expect(named.toSorted()).toEqual(SYNCED_EVENTS.toSorted());
  });
});
