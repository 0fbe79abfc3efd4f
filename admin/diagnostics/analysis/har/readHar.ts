import type { HarFacts } from "../../../../convex/gatehouse/diagnostics/harFacts";
import type { SafeEntry } from "./entry";
import { safeEntry } from "./entry";
import { harFacts } from "./facts";
import { JsonEntries } from "./jsonEntries";
import { createMarks } from "./marks";
import { HarProblem } from "./problem";

/** Far more than any browser records; a file beyond it is something else. */
const MAX_BYTES = 1024 * 1024 * 1024;
const MAX_ENTRIES = 100_000;

/** The page may draw and answer after this long. */
const BREATH_MS = 12;

/** How a file is to be read. */
export interface ReadOptions {
  /** Epoch milliseconds. */
  now: number;
  /** Called with the bytes read so far. */
  onProgress?: (bytes: number) => void;
  signal?: AbortSignal;
}

const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

class Reading {
  private readonly json = new JsonEntries();
  private readonly decoder = new TextDecoder("utf-8");
  private readonly marks = createMarks();
  private readonly safe: SafeEntry[] = [];
  private entries = 0;
  private bytes = 0;

  async add(chunk: Uint8Array): Promise<number> {
    this.bytes += chunk.byteLength;
    if (this.bytes > MAX_BYTES)
      throw new HarProblem("This file is larger than 1 GB; record only the sign-in.");
    await this.take(this.decoder.decode(chunk, { stream: true }));
    return this.bytes;
  }

  private async take(text: string): Promise<void> {
    for (const raw of this.json.write(text)) {
      this.entries += 1;
      if (this.entries > MAX_ENTRIES) {
        throw new HarProblem(
          "This recording has more than 100,000 requests; record only the sign-in.",
        );
      }
      const entry = await safeEntry(raw, this.entries - 1, this.marks);
      if (entry !== null) this.safe.push(entry);
    }
  }

  async finish(now: number): Promise<HarFacts> {
    await this.take(this.decoder.decode());
    if (this.bytes === 0) throw new HarProblem("This file is empty.");
    if (!this.json.hasEntries) {
      throw new HarProblem(
        this.json.isComplete
          ? "This is JSON, but no HAR file: it has no log with entries."
          : "This file ends before any request. Save the recording again with “Export HAR”.",
      );
    }
    const incomplete = this.json.isComplete
      ? null
      : `The file ends in the middle, after ${this.entries} requests; what was there has been read.`;
    return harFacts(this.safe, { entries: this.entries, incomplete, now });
  }
}

/**
 * Reads a HAR file without holding it in memory and without freezing the page. Secrets are taken out
 * entry by entry, as the file is read; nothing is sent anywhere.
 * @param source the file's bytes, for example `file.stream()`.
 * @param options the present time, a progress callback, a signal to stop.
 * @returns what the recording shows.
 * @throws HarProblem with a sentence for the person, when the file is none.
 */
export async function readHar(
  source: ReadableStream<Uint8Array>,
  { now, onProgress, signal }: ReadOptions,
): Promise<HarFacts> {
  const reading = new Reading();
  const reader = source.getReader();
  let breath = performance.now();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      signal?.throwIfAborted();
      const bytes = await reading.add(piece.value);
      onProgress?.(bytes);
      if (performance.now() - breath > BREATH_MS) {
        await breathe();
        breath = performance.now();
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  return reading.finish(now);
}
