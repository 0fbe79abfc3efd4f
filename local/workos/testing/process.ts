import { type ChildProcess, spawn } from "node:child_process";
import { request } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";

const MAIN = join(import.meta.dirname, "../main.ts");

export interface StandInProcess {
  readonly url: string;
  /** Everything it has printed so far. */
  readonly lines: string[];
  stop(): Promise<void>;
}

/**
 * Starts the stand-in's command line, with the Node options of this process, on a free port and
 * waits until it answers.
 */
export async function startProcess(...options: string[]): Promise<StandInProcess> {
  const node = [...process.execArgv, "--import", "tsx"];
  const child = spawn(process.execPath, [...node, MAIN, "--port", "0", ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    child.once("exit", (code) =>
      reject(new Error(`The stand-in ended with ${code}: ${lines.join()}`)),
    );
    createInterface({ input: child.stdout }).on("line", (line) => {
      lines.push(line);
      const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
      if (address !== undefined) resolve(address);
    });
  });
  return { url, lines, stop: () => end(child) };
}

export interface RawAnswer {
  readonly status: number;
  readonly location: string;
  readonly text: string;
}

/** Sends a request as a navigation does: free of CORS, and without following redirects. */
export function navigate(
  url: string,
  method = "GET",
  headers: Record<string, string> = {},
  body?: string,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          location: answer.headers.location ?? "",
          text: Buffer.concat(chunks).toString("utf8"),
        }),
      );
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

async function end(child: ChildProcess): Promise<void> {
  const exited = new Promise((resolve) => child.once("exit", resolve));
  child.kill();
  await exited;
}
