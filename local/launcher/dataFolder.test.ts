import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { lockDirectory } from "../backend/store/lock";
import { openDataFolder } from "./dataFolder";

const STAND_IN = { folder: "stand-in", workos: { kind: "standIn" } } as const;
const REAL = { folder: "workos-client_1", workos: { kind: "real" } } as const;

let base: string;
beforeEach(() => void (base = mkdtempSync(path.join(tmpdir(), "gatehouse-data-"))));

function put(...names: string[]): void {
  for (const name of names) {
    const file = path.join(base, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, "kept");
  }
}

const has = (name: string) => existsSync(path.join(base, name));

describe("openDataFolder", () => {
  it("gives every plan a folder of its own, to one process", () => {
    const standIn = openDataFolder(base, STAND_IN, false);
    const real = openDataFolder(base, REAL, false);
    expect(standIn.path).not.toBe(real.path);
    expect(() => openDataFolder(base, STAND_IN, false)).toThrow(/in use by this process/);
    standIn.close();
    openDataFolder(base, STAND_IN, false).close();
    real.close();
  });

  it("starts over without touching what is not ours", () => {
    put("thesis.tex", "stand-in/notes.md", "stand-in/convex/data.mdb", "stand-in/seeded.json");
    put("workos-client_1/convex/data.mdb");
    openDataFolder(base, STAND_IN, true).close();
    expect(readdirSync(path.join(base, "stand-in"))).toEqual(["notes.md"]);
    expect(has("thesis.tex")).toBe(true);
    expect(has("workos-client_1/convex/data.mdb")).toBe(true);
  });

  it("removes nothing while another process holds the folder or its database", () => {
    put("stand-in/convex/data.mdb");
    const database = lockDirectory(path.join(base, "stand-in/convex"));
    expect(() => openDataFolder(base, STAND_IN, true)).toThrow(/in use/);
    database.release();
    const holder = openDataFolder(base, STAND_IN, false);
    expect(() => openDataFolder(base, STAND_IN, true)).toThrow(/in use/);
    holder.close();
    expect(has("stand-in/convex/data.mdb")).toBe(true);
  });

  it("leaves a folder that happens to be called convex alone", () => {
    put("convex/schema.ts");
    openDataFolder(base, REAL, false).close();
    openDataFolder(base, STAND_IN, false).close();
    expect(has("convex/schema.ts")).toBe(true);
  });

  it("keeps others out of what earlier versions left, also of what it moves", () => {
    put("convex/data.mdb", "seeded.json", "stand-in/workos/workos.journal");
    const wide = ["", "convex", "convex/data.mdb", "seeded.json", "stand-in", "stand-in/workos"];
    for (const name of wide) chmodSync(path.join(base, name), 0o755);
    const folder = openDataFolder(base, STAND_IN, false);
    const inside = readdirSync(folder.path, { recursive: true, encoding: "utf8" });
    const modes = inside.map((name) => statSync(path.join(folder.path, name)).mode & 0o077);
    expect(new Set(modes)).toEqual(new Set([0]));
    expect(statSync(folder.path).mode & 0o777).toBe(0o700);
    expect(statSync(base).mode & 0o777).toBe(0o755);
    folder.close();
  });

  it("moves an older version's made-up people to where they belong", () => {
    put("convex/data.mdb", "workos/workos.journal", "seeded.json");
    openDataFolder(base, REAL, false).close();
    expect(has("convex/data.mdb")).toBe(true);
    openDataFolder(base, STAND_IN, false).close();
    expect(has("convex/data.mdb")).toBe(false);
    expect(has("stand-in/convex/data.mdb")).toBe(true);
    expect(has("stand-in/workos/workos.journal")).toBe(true);
    expect(has("stand-in/seeded.json")).toBe(true);
  });
});
