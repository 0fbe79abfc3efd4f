import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UsageError } from "./options";
import { readVariables } from "./variables";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), "gatehouse-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(text: string): string {
  const name = path.join(folder, "test.env");
  writeFileSync(name, text);
  return name;
}

describe("readVariables", () => {
  it("takes the variables of sign-in and no others", () => {
    const name = file("WORKOS_CLIENT_ID=client_1\nSTRIPE_KEY=sk_other\nVITE_REDIRECT_URI=\n");
    const shell = { HOME: "/home/ada", WORKOS_API_KEY: "sk_test_1", AWS_SECRET: "x" };
    expect(readVariables(name, shell)).toEqual({
      WORKOS_CLIENT_ID: "client_1",
      WORKOS_API_KEY: "sk_test_1",
      VITE_REDIRECT_URI: "",
    });
  });

  it("lets the shell win over the file", () => {
    const name = file("WORKOS_CLIENT_ID=client_1\n");
    expect(readVariables(name, { WORKOS_CLIENT_ID: "client_2" })).toEqual({
      WORKOS_CLIENT_ID: "client_2",
    });
  });

  it("means the local stack when no WorkOS client is named", () => {
    expect(readVariables(file("OTHER=1\n"), {})).toMatchObject({
      GATEHOUSE_ENVIRONMENT: "Local",
      WORKOS_API_URL: "http://127.0.0.1:4100",
      APP_URL: "http://localhost:5173",
    });
  });

  it("says that a named file is missing", () => {
    expect(() => readVariables(path.join(folder, "none"), {})).toThrow(UsageError);
  });

  it("says so when the file is a folder, or closed", () => {
    expect(() => readVariables(folder, {})).toThrow(UsageError);
    expect(() => readVariables(folder, {})).toThrow(/is a folder: give a file with lines such as/);
  });
});
