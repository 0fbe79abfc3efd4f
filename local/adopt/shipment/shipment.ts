import { readFileSync } from "node:fs";
import path from "node:path";
import { parsePackageFile } from "../app/packageFile";
import { readTree, type Tree } from "../app/tree";
import { contentsOf, isShipped } from "./contents";
import { needsOf } from "./needs";
import { readSurface, type Surface } from "./surface";

/** What an app gets. */
export interface Shipment {
  version: string;
  /** Texts by path below the app's functions folder. */
  contents: Tree;
  /** Ranges by package that the files import. */
  needs: Record<string, string>;
  surface: Surface;
}

/**
 * Gathers what an app gets.
 * @param source Gatehouse's root folder.
 * @throws Error when Gatehouse itself is not whole.
 */
export async function readShipment(source: string): Promise<Shipment> {
  const packagePath = path.join(source, "package.json");
  const text = readFileSync(packagePath, "utf8");
  const { ranges, version } = parsePackageFile(packagePath, text);
  const places = ["convex/gatehouse", "webhooks"].flatMap((folder) =>
    [...readTree(path.join(source, folder))].map(
      ([file, found]) => [`${folder}/${file}`, found] as const,
    ),
  );
  const license = ["LICENSE", readFileSync(path.join(source, "LICENSE"), "utf8")] as const;
  const contents = contentsOf(new Map([...places, license].filter(([file]) => isShipped(file))));
  const needs = needsOf(contents, ranges);
  return { version: version ?? "0.0.0", contents, needs, surface: await readSurface(source) };
}
