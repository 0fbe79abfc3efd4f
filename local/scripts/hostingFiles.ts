// `npm run hosting`: writes what hosts need to serve the console, from admin/hosting/.
import { chmod, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { HOSTING_FILES } from "../../admin/hosting/files";

const root = fileURLToPath(new URL("../..", import.meta.url));
for (const [name, text] of Object.entries(HOSTING_FILES)) {
  const file = path.join(root, name);
  await writeFile(file, text);
  if (name.endsWith(".sh")) await chmod(file, 0o755);
}
