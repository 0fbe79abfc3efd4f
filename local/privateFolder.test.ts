import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makePrivateFolder, takeFromOthers } from "./privateFolder";

let base: string;
let umask: number;
beforeEach(() => {
  umask = process.umask(0o022);
  base = mkdtempSync(path.join(tmpdir(), "gatehouse-private-"));
  chmodSync(base, 0o755);
});
afterEach(() => void process.umask(umask));

const modeOf = (...names: string[]) => lstatSync(path.join(base, ...names)).mode & 0o777;

describe("makePrivateFolder", () => {
  it("makes a folder, and those above it, that others cannot enter", () => {
    makePrivateFolder(path.join(base, ".local/stand-in"));
    expect([modeOf(".local"), modeOf(".local/stand-in")]).toEqual([0o700, 0o700]);
    expect(modeOf()).toBe(0o755);
  });

  it("lets nobody else read what is written later", () => {
    makePrivateFolder(path.join(base, "data"));
    mkdirSync(path.join(base, "data/console"));
    writeFileSync(path.join(base, "data/console/index.html"), "");
    expect([modeOf("data/console"), modeOf("data/console/index.html")]).toEqual([0o700, 0o600]);
  });
});

describe("takeFromOthers", () => {
  it("takes others' rights off what is there, and no right of the owner", () => {
    mkdirSync(path.join(base, "data/convex"), { recursive: true });
    writeFileSync(path.join(base, "data/convex/data.mdb"), "everybody", { mode: 0o664 });
    writeFileSync(path.join(base, "data/backup.sh"), "", { mode: 0o755 });
    takeFromOthers(path.join(base, "data"));
    const modes = ["data", "data/convex", "data/convex/data.mdb", "data/backup.sh"].map((name) =>
      modeOf(name),
    );
    expect(modes).toEqual([0o700, 0o700, 0o600, 0o700]);
    expect(readFileSync(path.join(base, "data/convex/data.mdb"), "utf8")).toBe("everybody");
  });

  it("follows no link out of the folder", () => {
    mkdirSync(path.join(base, "data"));
    mkdirSync(path.join(base, "elsewhere"));
    writeFileSync(path.join(base, "elsewhere/page.html"), "", { mode: 0o644 });
    symlinkSync(path.join(base, "elsewhere"), path.join(base, "data/link"));
    takeFromOthers(path.join(base, "data"));
    expect([modeOf("elsewhere"), modeOf("elsewhere/page.html")]).toEqual([0o755, 0o644]);
  });
});
