import type { WebhookSender } from "../support/webhookSender";

/** How a stream of deliveries went. Latencies in milliseconds, sorted. */
export interface LoadResult {
  eventsPerSecond: number;
  latencies: number[];
}

/** Sends as fast as answers come, `connections` at once, for `seconds`. */
export async function sendAtFullSpeed(
  sender: WebhookSender,
  nextBody: () => string,
  connections: number,
  seconds: number,
): Promise<LoadResult> {
  const latencies: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  const work = async () => {
    while (performance.now() < end)
      latencies.push(await timed(sender, nextBody(), performance.now()));
  };
  await Promise.all(Array.from({ length: connections }, work));
  return resultOf(latencies, start);
}

/**
 * Sends at a steady rate whatever the answers do. A latency counts from when its delivery was due,
 * so that a stall shows in every delivery it held up.
 */
export async function sendSteadily(
  sender: WebhookSender,
  nextBody: () => string,
  perSecond: number,
  seconds: number,
): Promise<LoadResult> {
  const start = performance.now();
  const sent: Promise<number>[] = [];
  while (sent.length < perSecond * seconds) {
    const due = start + (sent.length * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    else sent.push(timed(sender, nextBody(), due));
  }
  return resultOf(await Promise.all(sent), start);
}

/** The latency below which `share` (0 to 1) of the deliveries stayed, in milliseconds. */
export function percentile({ latencies }: LoadResult, share: number): number {
  return latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? NaN;
}

async function timed(sender: WebhookSender, body: string, from: number): Promise<number> {
  const status = await sender.send(body);
  if (status !== 200) throw new Error(`A webhook was answered with ${status}.`);
  return performance.now() - from;
}

function resultOf(latencies: number[], start: number): LoadResult {
  const eventsPerSecond = (latencies.length * 1000) / (performance.now() - start);
  return { eventsPerSecond, latencies: latencies.sort((a, b) => a - b) };
}
