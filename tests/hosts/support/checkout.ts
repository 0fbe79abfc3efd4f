import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const APPS = fileURLToPath(new URL("../apps", import.meta.url));

/** A copy of an app in a git repository of its own. */
export interface Checkout {
  /** Takes what has changed into a new commit. */
  commit(): void;
  /** What differs from the first commit, new files included, as `git status --short` writes it. */
  changes(): string[];
}

/**
 * Copies an app to a folder as its developers have it after `git clone`.
 * @param name the app's folder in `tests/hosts/apps/`
 * @param dir an existing folder; files in it stay
 */
export function checkOut(name: string, dir: string): Checkout {
  // Another checkout of this project may have left what git ignores.
  const filter = (file: string) => !["node_modules", ".env.local"].includes(path.basename(file));
  cpSync(path.join(APPS, name), dir, { recursive: true, filter });
  const git = (...args: string[]) =>
    execFileSync(
      "git",
      ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.com", ...args],
      { cwd: dir, encoding: "utf8" },
    );
  git("init", "--quiet");
  const commit = () => {
    git("add", "--all");
    git("-c", "commit.gpgsign=false", "commit", "--quiet", "--allow-empty", "-m", "As it is now");
  };
  commit();
  const first = git("rev-parse", "HEAD").trim();
  return {
    commit,
    changes() {
      git("add", "--all", "--intent-to-add");
      return git("diff", "--name-status", first).split("\n").filter(Boolean);
    },
  };
}
