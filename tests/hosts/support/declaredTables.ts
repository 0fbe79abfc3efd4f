import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { temporaryFolder } from "../../support/deployment";

/** A table as `schema.ts` declares it, every part in words that can be compared. */
export interface DeclaredTable {
  /** Field names and their validators, as JSON text. */
  fields: Record<string, string>;
  /** Index names and what they are over, as JSON text. */
  indexes: Record<string, string>;
}

/** What `defineSchema(…).export()` prints. */
interface SchemaJson {
  tables: {
    tableName: string;
    indexes: { indexDescriptor: string; fields: string[] }[];
    searchIndexes: { indexDescriptor: string; searchField: string; filterFields: string[] }[];
    documentType: { value: Record<string, unknown> };
  }[];
}

/**
 * Reads the tables of an app's `schema.ts`. A push makes a deployment's indexes exactly these.
 * @param functionsDir folder of the app's functions
 */
export async function declaredTables(functionsDir: string): Promise<Record<string, DeclaredTable>> {
  const source = path.join(functionsDir, "schema.ts");
  if (!existsSync(source)) return {};
  // A new name each time, because Node keeps what it once imported.
  const outfile = path.join(temporaryFolder(), "node_modules", "schema.mjs");
  await build({
    ...{ entryPoints: [source], outfile, bundle: true, format: "esm", platform: "node" },
  });
  const module = (await import(/* @vite-ignore */ pathToFileURL(outfile).href)) as {
    default: { export(): string };
  };
  const { tables } = JSON.parse(module.default.export()) as SchemaJson;
  return Object.fromEntries(
    tables.map(({ tableName, indexes, searchIndexes, documentType }) => [
      tableName,
      {
        fields: inWords(Object.entries(documentType.value)),
        indexes: inWords(
          [...indexes, ...searchIndexes].map(({ indexDescriptor, ...over }) => [
            indexDescriptor,
            over,
          ]),
        ),
      },
    ]),
  );
}

function inWords(entries: [name: string, value: unknown][]): Record<string, string> {
  return Object.fromEntries(entries.map(([name, value]) => [name, JSON.stringify(value)]));
}
