import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parsePackageFile } from "./packageFile";

/**
 * The version of a package that files of a folder would import; null when there is none.
 * @param folder the functions folder, absolute: packages are looked for there and above.
 */
export function installedVersion(folder: string, name: string): string | null {
  const file = path.join(folder, "node_modules", name, "package.json");
  if (existsSync(file)) return parsePackageFile(file, readFileSync(file, "utf8")).version;
  const above = path.dirname(folder);
  return above === folder ? null : installedVersion(above, name);
}
