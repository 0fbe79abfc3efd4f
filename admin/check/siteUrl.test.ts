import { describe, expect, it } from "vitest";
import { convexSiteUrl } from "./siteUrl";

describe("where the deployment's HTTP actions are", () => {
  it.each([
    [
      { VITE_CONVEX_URL: "https://happy-otter-1.convex.cloud/" },
      "https://happy-otter-1.convex.site",
    ],
    [
      { VITE_CONVEX_URL: "http://127.0.0.1:3210", VITE_CONVEX_SITE_URL: "http://127.0.0.1:3211/" },
      "http://127.0.0.1:3211",
    ],
    [{ VITE_CONVEX_URL: "https://convex.example.com" }, null],
    [{ VITE_CONVEX_URL: "nonsense" }, null],
    [{}, null],
  ])("%j → %s", (variables, expected) => {
    expect(convexSiteUrl(variables)).toBe(expected);
  });
});
