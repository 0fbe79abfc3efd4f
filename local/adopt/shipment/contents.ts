import path from "node:path";
import type { Tree } from "../app/tree";
import { moveImports } from "./moveImports";

/** Gatehouse's folders that travel, and where each lands below the app's functions folder. */
const PLACES = [
  { from: "convex/gatehouse/", to: "gatehouse/" },
  { from: "webhooks/", to: "gatehouse/webhooks/" },
  { from: "LICENSE", to: "gatehouse/LICENSE" },
  // The app's own, which shipped files may name: what is generated, and its root files.
  { from: "convex/", to: "" },
] as const;

/** Tests, what they need, and the made-up people of a laptop. */
const STAYS_HOME =
  /\.(test|fixture)\.[jt]sx?$|(^|\/)(testing|_generated|node_modules)\/|gatehouse\/seed\.ts$/;

/** Whether a file of Gatehouse's repository goes into an app. */
export function isShipped(file: string): boolean {
  const isOurs = PLACES.slice(0, 3).some(
    ({ from }) => file === from || (from.endsWith("/") && file.startsWith(from)),
  );
  return isOurs && !STAYS_HOME.test(file);
}

/** Where a file of Gatehouse's repository lands below an app's functions folder; null when nowhere. */
function placeOf(file: string): string | null {
  const place = PLACES.find(
    ({ from }) => file === from || (from.endsWith("/") && file.startsWith(from)),
  );
  return place === undefined
    ? null
    : place.to + (file === place.from ? "" : file.slice(place.from.length));
}

/**
 * Makes the folder an app gets.
 * @param repository texts by path below Gatehouse's root; only what is shipped is taken.
 * @returns texts by path below the app's functions folder.
 * @throws Error when a shipped file imports something that stays at home: a fault of Gatehouse.
 */
export function contentsOf(repository: Tree): Tree {
  const shipped = [...repository].filter(([file]) => isShipped(file));
  const landed = new Map(shipped.map(([file, text]) => [placeOf(file) ?? file, moved(file, text)]));
  return new Map([...landed].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function moved(file: string, text: string): string {
  if (!/\.[cm]?[jt]sx?$/.test(file)) return text;
  return moveImports(file, text, (specifier) => {
    const target = path.posix.join(path.posix.dirname(file), specifier);
    const place = placeOf(target);
    const home = placeOf(file);
    if (place === null || home === null) {
      throw new Error(`${file} imports ${specifier}, which is not shipped with it.`);
    }
    const relative = path.posix.relative(path.posix.dirname(home), place);
    return relative.startsWith(".") ? relative : `./${relative}`;
  });
}
