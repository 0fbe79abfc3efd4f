import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { HOSTING_FILES } from "./files";
import { securityHeaders } from "./headers";
import { ANYWHERE_SECURE } from "./reach";

const committed = (name: string) => path.resolve(name);

describe("what hosts are given", () => {
  it.each(Object.entries(HOSTING_FILES))("%s is as `npm run hosting` writes it", (name, text) => {
    expect(readFileSync(committed(name), "utf8")).toBe(text);
  });

  it.each(["vercel.json", "admin/hosting/netlify/_headers", "admin/hosting/container/site.conf"])(
    "%s says all that the local server says",
    (name) => {
      for (const [header, value] of Object.entries(securityHeaders(ANYWHERE_SECURE))) {
        expect(HOSTING_FILES[name]).toContain(header);
        expect(HOSTING_FILES[name]).toContain(value);
      }
    },
  );

  it("can be started: the container runs its script directly", () => {
    expect(statSync(committed("admin/hosting/container/start.sh")).mode & 0o111).toBe(0o111);
  });
});

describe("Vercel", () => {
  const { rewrites } = JSON.parse(HOSTING_FILES["vercel.json"] ?? "") as {
    rewrites: { source: string; destination: string }[];
  };

  it.each([
    ["/callback", true],
    ["/users/user_1", true],
    ["/", true],
    ["/assets/start-gone.js", false],
  ])("%s is answered with the page: %s", (address, expected) => {
    const fits = rewrites.some(({ source }) => new RegExp(`^${source}$`).test(address));
    expect(fits).toBe(expected);
  });
});
