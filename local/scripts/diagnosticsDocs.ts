import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { format } from "prettier";
import { catalogueMarkdown } from "../../convex/gatehouse/diagnostics/catalogueMarkdown";

const target = fileURLToPath(new URL("../../docs/diagnostics.md", import.meta.url));
await writeFile(target, await format(catalogueMarkdown(), { parser: "markdown", printWidth: 100 }));
