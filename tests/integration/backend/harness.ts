import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ConvexClient } from "convex/browser";
import WebSocket from "ws";
import type { Backend, BackendOptions } from "../../../local/backend/backend";
import { startBackend } from "../../../local/backend/backend";

/** The functions of `fixture/convex/`. */
export const FIXTURE_FUNCTIONS = fileURLToPath(new URL("./fixture/convex", import.meta.url));

export interface TestBackend extends Backend {
  readonly dataDir: string;
  /** Connects an official client; closed with the backend. */
  client(url?: string): ConvexClient;
}

/** A folder that is gone when the process is. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-backend-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts a backend on free ports with the fixture's functions and an empty database. */
export async function startTestBackend(
  options: Partial<BackendOptions> = {},
): Promise<TestBackend> {
  const dataDir = options.dataDir ?? temporaryFolder();
  const backend = await startBackend({
    functionsDir: FIXTURE_FUNCTIONS,
    apiPort: 0,
    sitePort: 0,
    ...options,
    dataDir,
  });
  const clients: ConvexClient[] = [];
  return {
    ...backend,
    dataDir,
    client(url = backend.apiUrl) {
      const client = officialClient(url);
      clients.push(client);
      return client;
    },
    async close() {
      await Promise.all(clients.map((client) => client.close()));
      await backend.close();
    },
  };
}

/** A quiet `ConvexClient` that speaks through `ws`. */
export function officialClient(url: string): ConvexClient {
  return new ConvexClient(url, {
    webSocketConstructor: WebSocket as unknown as typeof globalThis.WebSocket,
    unsavedChangesWarning: false,
    logger: false,
  });
}

/** Remembers every value it is given and lets a test wait for one. */
export class Recorder<T> {
  readonly values: T[] = [];
  readonly #waiting: { matches: (value: T) => boolean; resolve: (value: T) => void }[] = [];

  readonly record = (value: T): void => {
    this.values.push(value);
    for (const { matches, resolve } of [...this.#waiting]) if (matches(value)) resolve(value);
  };

  /** The first value recorded, before or after this call, that matches. */
  until(matches: (value: T) => boolean): Promise<T> {
    const seen = this.values.find(matches);
    if (seen !== undefined) return Promise.resolve(seen);
    return new Promise((resolve) => this.#waiting.push({ matches, resolve }));
  }
}
