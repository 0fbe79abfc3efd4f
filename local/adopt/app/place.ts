import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { Refusal } from "../refusal";
import { parsePackageFile, type PackageFile } from "./packageFile";

/** Where an app keeps what concerns Gatehouse. Paths are absolute. */
export interface Place {
  /** The folder that was named. */
  root: string;
  /** The folder of its Convex functions. */
  functions: string;
  /** The `package.json` nearest to the functions. */
  packagePath: string;
  packageText: string;
  packageFile: PackageFile;
}

/**
 * Finds an app's Convex functions and the `package.json` that serves them.
 * @param folder as the person typed it.
 * @param source Gatehouse's own folder, which is no app to be taken into.
 * @throws Refusal when this is not a Convex app.
 */
export function findPlace(folder: string, source: string): Place {
  const root = existing(folder);
  const functions = functionsFolder(root);
  if (root === realpathSync(source)) throw itself(folder);
  if (!isFolder(functions)) {
    const name = path.relative(root, functions);
    throw new Refusal(
      `${folder} has no folder ${name}/ with Convex functions. Name the folder whose convex.json (or convex/) it is, in a monorepo the package: --app packages/backend.`,
    );
  }
  const packagePath = nearestPackage(functions, root);
  if (packagePath === null) {
    throw new Refusal(`${folder} has no package.json: name the folder of a Convex app with --app.`);
  }
  const packageText = readFileSync(packagePath, "utf8");
  const packageFile = parsePackageFile(packagePath, packageText);
  if (packageFile.name === "gatehouse" && isFolder(path.join(root, "local", "adopt")))
    throw itself(folder);
  if (packageFile.ranges["convex"] === undefined) {
    throw new Refusal(
      `${packagePath} does not ask for convex, so this is not a Convex app. Name the folder of one with --app, or run npm install convex there.`,
    );
  }
  return { root, functions, packagePath, packageText, packageFile };
}

const itself = (folder: string): Refusal =>
  new Refusal(`${folder} is Gatehouse itself: name the app that takes it in with --app.`);

function existing(folder: string): string {
  if (isFolder(folder)) return realpathSync(folder);
  throw new Refusal(`There is no folder ${folder}: name the app's folder with --app.`);
}

const isFolder = (place: string): boolean => existsSync(place) && statSync(place).isDirectory();

function functionsFolder(root: string): string {
  const file = path.join(root, "convex.json");
  if (!existsSync(file)) return path.join(root, "convex");
  const { config, error } = ts.parseConfigFileTextToJson(file, readFileSync(file, "utf8"));
  const content: unknown = config;
  if (error !== undefined || typeof content !== "object" || content === null) {
    throw new Refusal(`${file} is not valid JSON: mend it and try again.`);
  }
  const named = "functions" in content ? content.functions : undefined;
  // Paths are compared as text later: "./src/convex/" and "src/convex" must read the same.
  return path.resolve(path.join(root, typeof named === "string" ? named : "convex"));
}

function nearestPackage(from: string, root: string): string | null {
  const file = path.join(from, "package.json");
  if (existsSync(file)) return file;
  return from === root || from === path.dirname(from)
    ? null
    : nearestPackage(path.dirname(from), root);
}
