import { mkdtemp, readFile, rm } from "node:fs/promises";
import type { RequestListener, Server } from "node:http";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext } from "playwright-core";
import { WebSocketServer } from "ws";
import type { Defects } from "./smallApp";
import { smallApp } from "./smallApp";
import { smallWorkos } from "./smallWorkos";

/** The hosts of an app and its WorkOS; Chromium resolves all of them to this machine. */
export interface Hosts {
  app: string;
  api: string;
}

interface Listening {
  server: Server;
  port: number;
  use: (listener: RequestListener) => void;
}

async function listening(aheadMs: number): Promise<Listening> {
  let listener: RequestListener = (_request, response) => response.end();
  const server = createServer((request, response) => {
    response.setHeader("date", new Date(Date.now() + aheadMs).toUTCString());
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new Error("The test server has no port.");
  return { server, port: address.port, use: (next) => (listener = next) };
}

/** Convex, which refuses every token with this error. */
function refuseTokens(server: Server, error: string): void {
  new WebSocketServer({ server }).on("connection", (socket) =>
    socket.send(JSON.stringify({ type: "AuthError", error, baseVersion: 0 })),
  );
}

const close = ({ server }: Listening): void => {
  server.close();
  server.closeAllConnections();
};

async function signIn(context: BrowserContext, start: string, app: string, defects: Defects) {
  const { blocks, hostedPage, inBrowser } = defects;
  if (blocks !== undefined)
    await context.route(`**${blocks}`, (route) => route.abort("blockedbyclient"));
  const page = await context.newPage();
  // A sign-in that fails ends on an error of the browser, which is what is to be recorded.
  await page.goto(start).catch(() => undefined);
  if (hostedPage === true) await page.waitForURL(`${app}/**`);
  if (inBrowser !== undefined) await page.waitForFunction('document.title === "done"');
  await page.goto(`${app}/settings`).catch(() => undefined);
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
  const ahead = defects.serverAheadMs ?? 0;
  const [app, api] = [await listening(ahead), await listening(ahead)];
  const folder = await mkdtemp(join(tmpdir(), "recording-"));
  const path = join(folder, "sign-in.har");
  const places = { app: `http://${hosts.app}:${app.port}`, api: `http://${hosts.api}:${api.port}` };
  app.use(smallApp(places, defects));
  api.use(smallWorkos(places, defects));
  if (defects.convexError !== undefined) refuseTokens(api.server, defects.convexError);
  const context = await browser.newContext({ recordHar: { path } });
  try {
    const start = defects.invited === true ? `${places.api}/invite` : places.app;
    await signIn(context, start, places.app, defects);
    await context.close();
    return await readFile(path, "utf8");
  } finally {
    await context.close();
    [app, api].forEach(close);
    await rm(folder, { recursive: true, force: true });
  }
}
