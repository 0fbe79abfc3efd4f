import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { watchFolders } from "./watch";

it("calls back for changes in every folder, however deep", async () => {
  const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), "watch-")));
  for (const folder of folders) mkdirSync(join(folder, "deep"));
  let called: () => void = () => undefined;
  const stop = watchFolders(folders, () => {
    called();
    return Promise.resolve();
  });
  for (const folder of folders) {
    for (const file of ["a.ts", "b.ts", "deep/c.ts"]) {
      const change = new Promise<void>((resolve) => (called = resolve));
      writeFileSync(join(folder, file), "");
      await expect(change).resolves.toBeUndefined();
    }
  }
  stop();
  for (const folder of folders) rmSync(folder, { recursive: true });
});
