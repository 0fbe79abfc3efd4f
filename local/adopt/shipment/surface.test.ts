import { afterEach, describe, expect, it } from "vitest";
import { makeGatehouse, removeFolders } from "../testing.fixture";
import { readSurface } from "./surface";

afterEach(removeFolders);

describe("readSurface", () => {
  it("asks the schema itself for tables and types", async () => {
    expect(await readSurface(makeGatehouse())).toEqual({
      tables: ["inbox", "auditLog"],
      userFields: {
        workosId: "string",
        createdAt: "number",
        updatedAt: "number",
        email: "string",
        lastSignInAt: "number",
        status: `"active" | "deleted"`,
        sync: "{ at?: number, source: string }",
      },
    });
  });

  it("says which file is not as it should be", async () => {
    const source = makeGatehouse({
      "convex/gatehouse/host/schema.ts": "export const other = 1;\n",
    });
    await expect(readSurface(source)).rejects.toThrow("exports no gatehouseTables");
  });
});
