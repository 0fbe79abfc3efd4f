import path from "node:path";
import { rootFileOf, type App } from "../app/app";
import { readConfig, type AppConfig } from "../app/config";
import { cronsOf, routesOf } from "../app/registrations";
import { readTables } from "../app/tables";
import { addDependencies } from "../edits/packageFile";
import { CONFIG_STEM } from "../edits/rootFiles";
import { hashOf, MANIFEST_FILE, manifestText, type Manifest } from "../manifest";
import type { AdoptOptions } from "../options";
import type { Shipment } from "../shipment/shipment";
import { TYPESCRIPT } from "../shipment/needs";
import type { Reader } from "../syntax/reader";
import type { Change } from "../write/allOrNothing";
import { dirtNotes } from "./dirt";
import { planEdits, sourceOf, type FileEdit } from "./edits";
import { planFolder, type FolderPlan } from "./folder";
import { editedNotes, strangerNotes } from "./folderNotes";
import { joined, type Notes } from "./notes";
import { cronClashes, DEFAULT_WEBHOOK_PATH, routeClashes } from "./routeClashes";
import { requiredFields, tableClashes } from "./tableClashes";
import { planVersions, type VersionPlan } from "./versions";

/** All that taking Gatehouse in, or bringing it up to date, does to an app. */
export interface AdoptionPlan extends Notes {
  folder: FolderPlan;
  versions: VersionPlan;
  edits: FileEdit[];
  webhookPath: string;
  /** What `--write` writes; empty while something stands in the way. */
  changes: Change[];
}

/** Decides what is done to an app. Nothing is read or written here. */
export function planAdoption(
  app: App,
  shipment: Shipment,
  reader: Reader,
  options: AdoptOptions,
): AdoptionPlan {
  const folder = planFolder(shipment.contents, app.folder, app.manifest);
  const tools = { typescript: TYPESCRIPT };
  const versions = planVersions(shipment.needs, tools, app.packageFile.ranges, app.lock);
  const schema = rootFileOf(app, "schema");
  const source = schema === null ? null : sourceOf(app, schema);
  const tables = source === null ? null : readTables(source, reader);
  const config = configOf(app);
  const wanted = config === null ? options.webhookPath : config.webhookPath;
  const webhookPath = wanted ?? DEFAULT_WEBHOOK_PATH;
  const needed = tables === null ? [] : requiredFields(tables);
  const edits = planEdits(app, reader, {
    webhookPath: options.webhookPath,
    requiredFields: needed,
  });
  const notes = joined([
    strangerNotes(app),
    editedNotes(folder, options.overwriteEdits),
    dirtNotes(app, options.allowDirty),
    { refusals: versions.refusals, warnings: [] },
    ...(tables === null ? [] : [tableClashes(tables, shipment.surface)]),
    routeClashes(routesOf(app.code), webhookPath),
    cronClashes(cronsOf(app.code)),
    editNotes(edits),
    newUserNotes(needed, config?.hasNewUser ?? false),
    pathNotes(options.webhookPath, webhookPath),
  ]);
  const plan = { ...notes, folder, versions, edits, webhookPath };
  const changes = notes.refusals.length > 0 ? [] : changesOf(app, shipment, plan, options.edit);
  return { ...plan, changes };
}

/** What the app says in its `gatehouse.config`; null when it has none. */
export function configOf(app: App): AppConfig | null {
  const file = rootFileOf(app, CONFIG_STEM);
  const text = file === null ? undefined : app.code.get(file);
  return file === null || text === undefined ? null : readConfig(file, text);
}

function editNotes(edits: readonly FileEdit[]): Notes {
  const refusals = edits.flatMap(({ file, outcome }) =>
    outcome.kind === "refused" ? [`${file}: ${outcome.why}.`] : [],
  );
  return { refusals, warnings: [] };
}

/** A config that is there already is the app's to write. */
function pathNotes(asked: string | null, webhookPath: string): Notes {
  if (asked === null || asked === webhookPath) return { refusals: [], warnings: [] };
  const warning = `--webhook-path was ignored, because there is a gatehouse.config already: write webhookPath: "${asked}" there. Until then webhooks arrive at ${webhookPath}.`;
  return { refusals: [], warnings: [warning] };
}

function newUserNotes(fields: readonly string[], hasNewUser: boolean): Notes {
  if (fields.length === 0 || hasNewUser) return { refusals: [], warnings: [] };
  const names = fields.join(", ");
  const warning = `Every user of yours must have ${names}: say in gatehouse.config what they are (newUser) for people whom a webhook or a first sign-in brings.`;
  return { refusals: [], warnings: [warning] };
}

function changesOf(
  app: App,
  shipment: Shipment,
  { folder, versions, edits }: Pick<AdoptionPlan, "folder" | "versions" | "edits">,
  isEditing: boolean,
): Change[] {
  const inFunctions = (file: string): string => path.join(app.functions, file);
  const written = [...folder.added, ...folder.restored, ...folder.changed];
  const edited = edits.filter((one) => isEditing || isOurFile(one)).flatMap(changedText);
  const files: Change[] = [
    ...written.map((file) => ({
      path: inFunctions(file),
      text: shipment.contents.get(file) ?? null,
    })),
    ...folder.removed.map((file) => ({ path: inFunctions(file), text: null })),
    ...edited.map(({ file, text }) => ({ path: inFunctions(file), text })),
  ];
  const packageText = addDependencies(app.packageText, versions.added);
  const others = [
    ...edited.map(({ file, text }) => [inFunctions(file), text] as const),
    ...(packageText === app.packageText ? [] : [[app.packagePath, packageText] as const]),
  ];
  if (packageText !== app.packageText) files.push({ path: app.packagePath, text: packageText });
  const manifest = manifestText(manifestOf(app, shipment, versions, edited, others));
  if (manifest !== app.folder.get(MANIFEST_FILE)) {
    files.push({ path: inFunctions(MANIFEST_FILE), text: manifest });
  }
  return files;
}

/** The folder imports `gatehouse.config`, so without one the app could not be pushed. */
export const isOurFile = ({ file, before }: FileEdit): boolean =>
  before === null && file.startsWith(`${CONFIG_STEM}.`);

interface EditedFile {
  file: string;
  text: string;
  isNew: boolean;
}

function changedText({ file, before, outcome }: FileEdit): EditedFile[] {
  return outcome.kind === "changed" ? [{ file, text: outcome.text, isNew: before === null }] : [];
}

function manifestOf(
  app: App,
  { version, contents }: Shipment,
  { added }: VersionPlan,
  edited: readonly EditedFile[],
  others: readonly (readonly [string, string])[],
): Manifest {
  const last = app.manifest;
  const below = (file: string): string => path.relative(app.root, file).replaceAll(path.sep, "/");
  const made = edited.filter(({ isNew }) => isNew).map(({ file }) => file);
  return {
    version,
    files: Object.fromEntries([...contents].map(([file, text]) => [file, hashOf(text)])),
    addedPackages: [...new Set([...(last?.addedPackages ?? []), ...Object.keys(added)])],
    madeDependencies:
      last?.madeDependencies ?? (!app.packageFile.hasDependencies && Object.keys(added).length > 0),
    madeFiles: [...new Set([...(last?.madeFiles ?? []), ...made])],
    editedFiles: {
      ...last?.editedFiles,
      ...Object.fromEntries(others.map(([file, text]) => [below(file), hashOf(text)])),
    },
  };
}
