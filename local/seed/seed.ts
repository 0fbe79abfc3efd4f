import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { SYNCED_EVENTS } from "../../webhooks/eventTypes";
import type { Runtime } from "../backend/runtime/types";
import type { WireJson } from "../backend/values/types";
import { generateHistory } from "../workos/generate/history";
import type { Model } from "../workos/model/model";
import type { WorkosEvent } from "../workos/model/types";
import { chooseAgents } from "./agents";
import { seedPeople } from "./people";

export interface SeedOptions {
  /** File that remembers when the data was seeded and whether that finished. */
  marker: string;
  model: Model;
  runtime: Pick<Runtime, "runMutation">;
  /** How many people, operators included. */
  users: number;
  onProgress: (label: string, done: number, total: number) => void;
}

interface Marker {
  /** Epoch ms the made-up history ends at. Kept, so that a run cut short goes on with the same events. */
  seededAt: number;
  users: number;
  finished: boolean;
}

const HISTORY_DAYS = 90;
const RANDOM_SEED = 20_261_123;
const EVENTS_PER_MUTATION = 100;

/**
 * Fills an empty stack with made-up people and their history, in the stand-in and, through
 * the same code that webhooks take, in Convex. Does nothing once it has finished.
 *
 * @returns the WorkOS id of somebody to try things on, or null when nobody was seeded
 */
export async function seedOnce(options: SeedOptions): Promise<string | null> {
  const marker = readMarker(options);
  const people = seedPeople(marker.users, RANDOM_SEED, marker.seededAt);
  if (!marker.finished) {
    writeMarker(options.marker, marker);
    const events = [...generateHistory(people.users, HISTORY_DAYS, RANDOM_SEED, marker.seededAt)];
    await applyEvents(options, events);
    await applyAgents(
      options,
      people.users.map(({ id }) => id),
    );
    await apply(options.runtime, { operators: people.operators });
    // Last, or the drain would fetch the history before it is seeded and call it healed.
    options.model.load({ users: people.users, events });
    writeMarker(options.marker, { ...marker, finished: true });
  }
  return people.exampleUserId;
}

async function applyEvents(options: SeedOptions, all: readonly WorkosEvent[]): Promise<void> {
  const events = all.filter(({ event }) => SYNCED_EVENTS.includes(event));
  for (const batch of batches(events)) {
    await apply(options.runtime, { events: batch.items as unknown as WireJson[] });
    options.onProgress("Seeding people and 90 days of sign-ins", batch.done, events.length);
  }
}

async function applyAgents(options: SeedOptions, userIds: readonly string[]): Promise<void> {
  for (const batch of batches(userIds)) {
    const agents = batch.items.map((workosId) => ({
      workosId,
      enabledAgents: chooseAgents(workosId),
    }));
    await apply(options.runtime, { agents });
    options.onProgress("Seeding enabled agents", batch.done, userIds.length);
  }
}

async function apply(runtime: SeedOptions["runtime"], args: Record<string, WireJson>) {
  const outcome = await runtime.runMutation({
    path: "gatehouse/seed:apply",
    args: { events: [], agents: [], ...args },
    identity: null,
    caller: "internal",
  });
  if (!outcome.ok) throw new Error(`Seeding failed. ${outcome.errorMessage}`);
}

function* batches<T>(items: readonly T[]): Generator<{ items: T[]; done: number }> {
  for (let start = 0; start < items.length; start += EVENTS_PER_MUTATION) {
    const end = Math.min(start + EVENTS_PER_MUTATION, items.length);
    yield { items: items.slice(start, end), done: end };
  }
}

function readMarker({ marker, users }: SeedOptions): Marker {
  if (!existsSync(marker)) return { seededAt: Date.now(), users, finished: false };
  return JSON.parse(readFileSync(marker, "utf8")) as Marker;
}

function writeMarker(file: string, marker: Marker): void {
  writeFileSync(file, `${JSON.stringify(marker)}\n`);
}
