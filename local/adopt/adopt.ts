import { fileURLToPath } from "node:url";
import { readApp, textOf, type App } from "./app/app";
import { installedVersion } from "./app/installed";
import type { AdoptOptions } from "./options";
import { configOf, planAdoption } from "./plan/adoption";
import { findingsOf } from "./plan/findings";
import { planRemoval } from "./plan/removal";
import { DEFAULT_WEBHOOK_PATH } from "./plan/routeClashes";
import { Refusal } from "./refusal";
import { adoptionText } from "./report/adoptionText";
import { checkText } from "./report/checkText";
import { removalText } from "./report/removalText";
import { readShipment } from "./shipment/shipment";
import { createReader } from "./syntax/reader";
import { writeAll, type Change } from "./write/allOrNothing";
import { nodeDisk, type Disk } from "./write/disk";

/** How it went, in words for the person at the keyboard. */
export interface AdoptResult {
  /** 0: it can be done, or is done, or nothing is missing; 1: something stands in the way. */
  exitCode: 0 | 1;
  text: string;
}

/** What an adoption works with; tests bring their own. */
export interface AdoptTools {
  /** Gatehouse's root folder. */
  source: string;
  disk: Disk;
}

const TOOLS: AdoptTools = {
  source: fileURLToPath(new URL("../..", import.meta.url)),
  disk: nodeDisk,
};

/**
 * Takes Gatehouse into an app, brings it up to date there, checks it, or takes it out.
 * @example await adopt({ ...parseOptions(["--app", "../my-app"]) }) // a dry run
 */
export async function adopt(
  options: AdoptOptions,
  tools: Partial<AdoptTools> = {},
): Promise<AdoptResult> {
  const { source, disk } = { ...TOOLS, ...tools };
  try {
    const app = readApp(options.app, source);
    if (options.task === "remove") return removed(app, options, disk);
    return options.task === "check"
      ? await checked(app, source)
      : await adopted(app, options, source, disk);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { exitCode: 1, text: error.message };
  }
}

/** Files of ours are not followed: what they bring is not the app's. */
function readerOf({ functions }: App) {
  const ours = `${functions.replaceAll("\\", "/")}/gatehouse/`;
  return createReader((file) => (file.startsWith(ours) ? null : textOf(file)));
}

async function adopted(
  app: App,
  options: AdoptOptions,
  source: string,
  disk: Disk,
): Promise<AdoptResult> {
  const shipment = await readShipment(source);
  const plan = planAdoption(app, shipment, readerOf(app), options);
  return finished(app, plan, adoptionText(app, plan, shipment.version, options), options, disk);
}

function removed(app: App, options: AdoptOptions, disk: Disk): AdoptResult {
  const plan = planRemoval(app, options);
  return finished(app, plan, removalText(app, plan, options), options, disk);
}

function finished(
  app: App,
  { refusals, changes }: { refusals: readonly string[]; changes: readonly Change[] },
  text: string,
  { write }: AdoptOptions,
  disk: Disk,
): AdoptResult {
  if (refusals.length > 0) return { exitCode: 1, text };
  const leftOver = write ? writeAll(changes, app.root, disk) : null;
  return { exitCode: 0, text: leftOver === null ? text : `${text}\n\n${leftOver}` };
}

async function checked(app: App, source: string): Promise<AdoptResult> {
  const shipment = await readShipment(source);
  const installed = (name: string): string | null => installedVersion(app.functions, name);
  const findings = findingsOf(app, shipment, readerOf(app), installed);
  const webhookPath = configOf(app)?.webhookPath ?? DEFAULT_WEBHOOK_PATH;
  return {
    exitCode: findings.every(({ isThere }) => isThere) ? 0 : 1,
    text: checkText(app.root, findings, webhookPath),
  };
}
