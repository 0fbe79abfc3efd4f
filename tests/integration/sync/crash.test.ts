import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../../local/backend/database";
import { createRng } from "../../../local/workos/generate/rng";
import { startWorkOS, type WorkOSServer } from "../../../local/workos/server";
import { API_KEY, CLIENT_ID, deploymentVariables, temporaryFolder } from "../../support/deployment";
import { startDeployment, type DeploymentProcess } from "../../support/deploymentProcess";
import { doubledEvents, recount } from "../../support/recount";
import { readTable } from "../../support/tables";
import { createSender, type WebhookSender } from "../../support/webhookSender";
import { differences } from "./differences";
import { liveTraffic, type Undelivered } from "./traffic";

const KILLS = Number(process.env["GATEHOUSE_KILLS"] ?? 3);
const SENDERS = 8;
const EVENTS_PER_LIFE = 60;
const TIMEOUT_IN_MS = 60_000 + KILLS * 30_000;

let deployment: DeploymentProcess | null = null;
let workos: WorkOSServer | null = null;
let sender: WebhookSender | null = null;

afterEach(async () => {
  await deployment?.end("SIGKILL");
  await workos?.close();
  sender?.close();
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** What became of every delivery: acknowledged, or cut off with its outcome unknown. */
class Stream {
  readonly acknowledged = new Set<string>();
  readonly cutOff: Undelivered[] = [];

  constructor(
    private readonly next: () => Undelivered,
    private readonly sender: WebhookSender,
  ) {}

  /** Keeps every sender busy until enough events went out; calls back while some are under way. */
  async run(onEnough: () => void): Promise<void> {
    let left = EVENTS_PER_LIFE;
    const work = async () => {
      while (left > 0) {
        left -= 1;
        const sent = this.send(this.next());
        if (left === 0) onEnough();
        await sent;
      }
    };
    await Promise.all(Array.from({ length: SENDERS }, work));
  }

  /** WorkOS sends again what was not answered; here only every other event, as if it gave up. */
  async sendAgain(): Promise<void> {
    for (const event of this.cutOff.filter((_, index) => index % 2 === 0)) await this.send(event);
  }

  private async send(event: Undelivered): Promise<void> {
    const status = await this.sender.send(event.body).catch(() => null);
    if (status === 200) this.acknowledged.add(event.id);
    else if (!this.cutOff.includes(event)) this.cutOff.push(event);
  }
}

/** Which of the events a stopped backend does not have. */
function missing(dataDir: string, eventIds: ReadonlySet<string>): string[] {
  const database = openDatabase({ dataDir });
  const received = new Set(readTable(database, "inbox").map(({ eventId }) => eventId));
  database.close();
  return [...eventIds].filter((id) => !received.has(id));
}

describe("a backend killed under a stream of webhooks", () => {
  const name = `loses nothing it acknowledged and applies nothing twice (${KILLS} kills)`;
  it(name, { timeout: TIMEOUT_IN_MS }, async () => {
    const dataDir = temporaryFolder();
    const options = { clientId: CLIENT_ID, apiKey: API_KEY, rateLimits: false, holdBackMs: 0 };
    workos = await startWorkOS({ port: 0, ...options });
    const variables = deploymentVariables(workos.url);
    const sitePort = await freePort();
    const start = () => startDeployment({ dataDir, variables, sitePort });
    deployment = await start();
    sender = createSender(deployment.webhookUrl, SENDERS);
    const stream = new Stream(liveTraffic(workos.model, createRng(KILLS)), sender);

    for (let kill = 0; kill < KILLS; kill += 1) {
      const dying = deployment;
      let killed = Promise.resolve();
      await stream.run(() => void (killed = dying.end("SIGKILL")));
      await killed;
      // Now, because later the drain would hide a loss.
      expect(missing(dataDir, stream.acknowledged)).toEqual([]);
      deployment = await start();
      await stream.sendAgain();
    }
    expect(stream.cutOff).not.toEqual([]);
    await deployment.run("gatehouse/drain/pull:run");
    await deployment.end("SIGTERM");
    deployment = null;

    expect(missing(dataDir, stream.acknowledged)).toEqual([]);
    expect(missing(dataDir, new Set(stream.cutOff.map(({ id }) => id)))).toEqual([]);
    const database = openDatabase({ dataDir });
    const inbox = readTable(database, "inbox");
    expect(doubledEvents(database)).toEqual([]);
    expect(inbox.filter(({ state }) => state === "failed" || state === "dead")).toEqual([]);
    const { kept, counted } = recount(database);
    expect(kept).toEqual(counted);
    expect(differences(database, workos.model.tables.users.all())).toEqual([]);
    database.close();
  });
});
