import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readEnvFile } from "./envFile";

describe("readEnvFile", () => {
  it("treats a missing file as empty, and an empty value as unset", () => {
    const dir = mkdtempSync(path.join(tmpdir(), "gatehouse-env-"));
    const file = path.join(dir, ".env.local");
    expect(readEnvFile(file)).toEqual({});
    writeFileSync(file, "# comment\nA=1\nB=\nC='two words'\n");
    expect(readEnvFile(file)).toEqual({ A: "1", C: "two words" });
  });
});
