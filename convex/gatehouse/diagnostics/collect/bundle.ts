import { findClientConfig, mergeClientConfigs, type ClientConfig } from "../clientConfig";
import { evidence } from "../evidence";
import type { EnvironmentRecord } from "../judge/types";
import { ProbeError, type Get } from "./get";
import type { Collector } from "./types";

const MAX_SCRIPTS = 24;
const MAX_SCRIPT_BYTES = 6 * 1024 * 1024;

const SCRIPT_TAGS = /<(?:script|link)\b[^>]*?\b(?:src|href)=["']?([^"'\s>]+\.m?js[^"'\s>]*)/gi;
const INLINE_SCRIPTS = /<script\b[^>]*>([^]*?)<\/script>/gi;
const CHUNK_NAMES = /["'`](?:\.{0,2}\/)?((?:assets|static|chunks|_next)\/[\w./@-]+?\.m?js)["'`]/g;
const SIBLING_NAMES = /["'`](\.\/[\w.@-]+?\.m?js)["'`]/g;

const namesIn = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map((match) => match[1] ?? "");

function addressesIn(text: string, patterns: readonly RegExp[], base: string): string[] {
  const { origin } = new URL(base);
  return patterns
    .flatMap((pattern) => namesIn(text, pattern))
    .filter((name) => URL.canParse(name, base))
    .map((name) => new URL(name, base).href)
    .filter((address) => new URL(address).origin === origin);
}

/** Where an app that is built once, such as this console, reads at load where it talks to. */
const SETTINGS_FILE = "/gatehouse.json";

interface Script {
  address: string;
  text: string;
}

async function readScript(get: Get, address: string): Promise<Script> {
  const { status, body } = await get(address, { maxBytes: MAX_SCRIPT_BYTES });
  return { address, text: status === 200 ? body : "" };
}

/** Reads the page's scripts and, once, the chunks those name. Only from the page's own origin. */
async function readScripts(get: Get, page: string, html: string): Promise<Script[]> {
  const named = [...new Set(addressesIn(html, [SCRIPT_TAGS], page))].slice(0, MAX_SCRIPTS);
  const first = await Promise.all(named.map((address) => readScript(get, address)));
  const chunks = first.flatMap(({ address, text }) => [
    ...addressesIn(text, [SIBLING_NAMES], address),
    ...addressesIn(text, [CHUNK_NAMES], new URL("/", page).href),
  ]);
  const more = [...new Set(chunks)]
    .filter((address) => !named.includes(address))
    .slice(0, MAX_SCRIPTS - named.length);
  const inline = namesIn(html, INLINE_SCRIPTS).map((text) => ({ address: page, text }));
  const second = await Promise.all(more.map((address) => readScript(get, address)));
  return [...inline, ...first, ...second].filter(({ text }) => text !== "");
}

/** The settings an app reads at load, when its scripts name the file they stand in. */
async function readSettings(get: Get, page: string, scripts: readonly Script[]): Promise<Script[]> {
  if (!scripts.some(({ text }) => text.includes(SETTINGS_FILE))) return [];
  return [await readScript(get, new URL(SETTINGS_FILE, page).href)];
}

// The patterns know the usual forms; the values looked for count wherever they stand.
function configIn(text: string, { clientId, convexUrl, apiHost }: EnvironmentRecord): ClientConfig {
  const found = findClientConfig(text);
  const withValue = (values: string[], value: string): string[] =>
    value !== "" && text.includes(value) && !values.includes(value) ? [...values, value] : values;
  return {
    ...found,
    clientIds: withValue(found.clientIds, clientId),
    convexUrls: withValue(found.convexUrls, convexUrl),
    apiHosts: withValue(found.apiHosts, apiHost),
  };
}

/** Searches the deployed app's scripts, and the file they read at load, for its settings. */
export const bundle: Collector = async ({ environment }, { get, now }) => {
  const { appUrl } = environment;
  const page = await get(appUrl, { headers: { accept: "text/html" } });
  if (page.status >= 300) {
    throw new ProbeError(
      `The app answers ${page.status} at ${appUrl}, so there is no page to read.`,
    );
  }
  if (page.body.includes("/@vite/client")) {
    throw new ProbeError("The app runs from a development server: nothing is built yet.");
  }
  const scripts = await readScripts(get, appUrl, page.body);
  const texts = [...scripts, ...(await readSettings(get, appUrl, scripts))];
  const config = mergeClientConfigs(texts.map(({ text }) => configIn(text, environment)));
  if (config.clientIds.length + config.convexUrls.length === 0) {
    throw new ProbeError(
      `None of the ${scripts.length} scripts of ${appUrl} names a client ID or a Convex URL; they may be loaded later, or kept on a server.`,
    );
  }
  const facts = { ...config, url: appUrl, scripts: scripts.length };
  return [evidence("bundle", facts, { source: `the scripts of ${appUrl}`, at: now() })];
};
