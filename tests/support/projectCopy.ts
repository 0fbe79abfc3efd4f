import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

/** What a checkout has not, or `npm start` does not need. */
const LEFT_OUT = /^(\.git|\.env.*|\.local|node_modules|dist|coverage|docs|tests)$/;

/** A checkout of this project that a test may write into. */
export interface ProjectCopy {
  path: string;
  /** A digest by name of every file there is, but for `.env.local`, which git ignores. */
  files(): Record<string, string>;
  remove(): void;
}

/** Copies the project as it stands; the dependencies are shared. */
export function copyProject(): ProjectCopy {
  const copy = mkdtempSync(path.join(tmpdir(), "gatehouse-project-"));
  for (const name of readdirSync(root).filter((entry) => !LEFT_OUT.test(entry))) {
    cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  }
  symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"));
  return {
    path: copy,
    files: () => digests(copy),
    remove: () => rmSync(copy, { recursive: true, force: true }),
  };
}

function digests(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== ".env.local")
    .map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.map((file) => [
      path.relative(folder, file),
      createHash("sha256").update(readFileSync(file)).digest("hex"),
    ]),
  );
}
