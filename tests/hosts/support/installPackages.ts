import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/** What of a package.json decides what is installed. */
interface Manifest {
  name: string;
  workspaces?: string[];
  bin?: string | Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/** Where this project keeps a package in another version than its own. */
const OTHER_VERSIONS: Readonly<Record<string, string>> = {
  "typescript@~5.5.0": "typescript-5.5/node_modules/typescript",
};

const here = createRequire(import.meta.url);

/**
 * Fills `node_modules` as `npm install` would, at once and without a network: with links to this
 * project's own packages. Only what a package.json asks for is there; workspaces share what the root
 * has, but for what they want in another version.
 * @param root the folder of the app's outermost package.json
 * @throws when the app asks for a package that this project has not got
 */
export function installPackages(root: string): void {
  const rootManifest = readManifest(root);
  const workspaces = workspaceFolders(root, rootManifest);
  rmSync(path.join(root, "node_modules"), { recursive: true, force: true });
  const hoisted = new Map<string, string>();
  for (const folder of workspaces) {
    const { name } = readManifest(folder);
    hoisted.set(name, "*");
    link(root, name, folder);
  }
  for (const folder of [root, ...workspaces]) {
    if (folder !== root)
      rmSync(path.join(folder, "node_modules"), { recursive: true, force: true });
    const { dependencies, devDependencies } = readManifest(folder);
    for (const [name, range] of Object.entries({ ...dependencies, ...devDependencies })) {
      if (hoisted.get(name) === range) continue;
      const target = hoisted.has(name) ? folder : root;
      if (target === root) hoisted.set(name, range);
      link(target, name, ownPackage(name, range));
    }
  }
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as Manifest;
}

/** Only `folder/*`, the one kind of workspace the hosts have. */
function workspaceFolders(root: string, { workspaces = [] }: Manifest): string[] {
  return workspaces.flatMap((pattern) => {
    const parent = path.join(root, pattern.replace(/\/\*$/, ""));
    return readdirSync(parent).map((name) => path.join(parent, name));
  });
}

function ownPackage(name: string, range: string): string {
  const installed = OTHER_VERSIONS[`${name}@${range}`] ?? name;
  const folders = here.resolve.paths(installed) ?? [];
  const found = folders.map((folder) => path.join(folder, installed)).find(existsSync);
  if (found === undefined) {
    throw new Error(`The app asks for ${name}@${range}: this project has no such package to lend.`);
  }
  return found;
}

function link(folder: string, name: string, target: string): void {
  const place = path.join(folder, "node_modules", name);
  mkdirSync(path.dirname(place), { recursive: true });
  symlinkSync(target, place);
  const { bin = {} } = readManifest(target);
  const commands = typeof bin === "string" ? { [path.basename(name)]: bin } : bin;
  const binFolder = path.join(folder, "node_modules/.bin");
  mkdirSync(binFolder, { recursive: true });
  for (const [command, file] of Object.entries(commands)) {
    symlinkSync(path.join(target, file), path.join(binFolder, command));
  }
}
