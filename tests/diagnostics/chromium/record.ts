import { mkdtemp, readFile, rm } from "node:fs/promises";
import type { RequestListener, Server } from "node:http";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import type { Defects } from "./smallApp";
import { smallApp, smallWorkos } from "./smallApp";

/** The hosts of an app and its WorkOS; Chromium resolves all of them to this machine. */
export interface Hosts {
  app: string;
  api: string;
}

async function listening(): Promise<{
  server: Server;
  port: number;
  use: (listener: RequestListener) => void;
}> {
  let listener: RequestListener = (_request, response) => response.end();
  const server = createServer((request, response) => listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new Error("The test server has no port.");
  return { server, port: address.port, use: (next) => (listener = next) };
}

/**
 * Records a sign-in at a small app with a real browser.
 * @returns the HAR file's text.
 */
export async function recordSignIn(
  browser: Browser,
  hosts: Hosts,
  defects: Defects,
): Promise<string> {
  const [app, api] = [await listening(), await listening()];
  const folder = await mkdtemp(join(tmpdir(), "recording-"));
  const path = join(folder, "sign-in.har");
  const places = { app: `http://${hosts.app}:${app.port}`, api: `http://${hosts.api}:${api.port}` };
  app.use(smallApp(places, defects));
  api.use(smallWorkos(places, defects));
  const context = await browser.newContext({ recordHar: { path } });
  try {
    const page = await context.newPage();
    // A sign-in that fails ends on an error of the browser, which is what is to be recorded.
    await page.goto(places.app).catch(() => undefined);
    if (defects.hostedPage === true) await page.waitForLoadState("networkidle");
    if (defects.inBrowser !== undefined) await page.waitForFunction('document.title === "done"');
    await page.goto(`${places.app}/settings`).catch(() => undefined);
    await context.close();
    return await readFile(path, "utf8");
  } finally {
    await context.close();
    app.server.close();
    api.server.close();
    await rm(folder, { recursive: true, force: true });
  }
}
