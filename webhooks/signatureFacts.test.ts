import { describe, expect, it } from "vitest";
import { signatureFacts, type SignatureScheme } from "./signatureFacts";

const NOW = 1_777_940_637_677;

describe("signatureFacts", () => {
  it.each<[string, SignatureScheme, Record<string, string>, number]>([
    ["WorkOS counts in ms", "workos", { "workos-signature": `t=${NOW - 250}, v1=ab` }, 250],
    ["in any order", "workos", { "workos-signature": `v1=ab,t=${NOW}` }, 0],
    ["a clock ahead", "workos", { "workos-signature": `t=${NOW + 40}, v1=ab` }, -40],
    ["Svix counts in s", "svix", { "svix-timestamp": "1777940630" }, 7_677],
    ["so does Standard Webhooks", "svix", { "webhook-timestamp": "1777940637" }, 677],
  ])("%s", (_name, scheme, headers, ageMs) => {
    expect(signatureFacts(new Headers(headers), scheme, NOW)).toEqual({ scheme, ageMs });
  });
});
