import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { format } from "prettier";
import { definitionsMarkdown } from "../../convex/gatehouse/metrics/definitionsMarkdown";

const target = fileURLToPath(new URL("../../docs/metrics.md", import.meta.url));
const page = await format(definitionsMarkdown(), { parser: "markdown", printWidth: 100 });
await writeFile(target, page);
