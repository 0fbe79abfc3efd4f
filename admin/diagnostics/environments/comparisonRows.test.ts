import { describe, expect, it } from "vitest";
import { comparedRows } from "./comparisonRows";

const row = (field: string, values: (string | null)[], note = "expected" as const) => ({
  field,
  values,
  note,
});

describe("environments side by side", () => {
  it("says what is what in words", () => {
    const [mode, open] = comparedRows([
      row("authMode", ["client-only", "cookie"]),
      row("callbackPath", ["/callback", null]),
    ]);
    expect(mode).toMatchObject({
      label: "Session kept by",
      values: ["the browser", "a server's cookie"],
    });
    expect(open?.values).toEqual(["/callback", "–"]);
  });

  it("puts first what two environments should not share", () => {
    const rows = comparedRows([
      row("appUrl", ["https://a", "https://b"]),
      { ...row("clientId", ["client_1", "client_1"]), note: "suspicious" },
    ]);
    expect(rows.map(({ label, suspicious }) => [label, suspicious])).toEqual([
      ["Client ID", true],
      ["App", false],
    ]);
  });

  it("leaves out what nobody has, and what another line says already", () => {
    expect(comparedRows([row("environmentId", [null, null]), row("redirectUri", ["x"])])).toEqual(
      [],
    );
  });

  it("calls a field it does not know by its own name", () => {
    expect(comparedRows([row("region", ["eu", "us"])])[0]?.label).toBe("region");
  });

  it("tells what differs from what does not", () => {
    const rows = comparedRows([
      row("kind", ["a", "b"]),
      { ...row("apiHost", ["c", "c"]), note: "same" },
    ]);
    expect(rows.map(({ differs }) => differs)).toEqual([true, false]);
  });
});
