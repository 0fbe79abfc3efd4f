import { describe, expect, it } from "vitest";
import { parseOptions } from "./options";
import { UsageError } from "./usage";

const root = "/project";

describe("parseOptions", () => {
  it("falls back to the documented ports, data folder and number of people", () => {
    expect(parseOptions([], root)).toEqual({
      dev: false,
      fresh: false,
      users: 2000,
      dataDir: "/project/.local",
      ports: { console: 5173, api: 3210, site: 3211, workos: 4100 },
    });
  });

  it("reads every option", () => {
    const argv = "--dev --fresh --users 50 --data elsewhere --port 1 --api-port 2 --site-port 3";
    expect(parseOptions([...argv.split(" "), "--workos-port", "4"], root)).toEqual({
      dev: true,
      fresh: true,
      users: 50,
      dataDir: "/project/elsewhere",
      ports: { console: 1, api: 2, site: 3, workos: 4 },
    });
  });

  it.each([
    [["--port", "http"], /--port takes a whole number from 1 to 65535, not "http"/],
    [["--api-port", "70000"], /--api-port takes a whole number/],
    [["--users", "-1"], /--users/],
    [["--colour"], /colour/],
    [["--help"], /Usage: npm start/],
  ])("answers %j with words", (argv, words) => {
    expect(() => parseOptions(argv, root)).toThrow(UsageError);
    expect(() => parseOptions(argv, root)).toThrow(words);
  });
});
