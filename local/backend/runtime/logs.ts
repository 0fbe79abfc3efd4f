import { inspect } from "node:util";

export const MAX_LOG_LINES = 256;
export const MAX_LOG_LINE_CHARS = 4 * 1024;
const TRUNCATED = " (truncated due to length)";

export type LogLevel = "DEBUG" | "ERROR" | "INFO" | "LOG" | "WARN";

/** The console output of one call, nested functions included, as clients print it. */
export class LogBuffer {
  readonly lines: string[] = [];

  /** @param forward - also sees every line at once, for the backend's own log */
  constructor(private readonly forward: (line: string) => void) {}

  /** Adds `[LEVEL] values…`; beyond 256 lines one notice, then nothing. */
  add(level: LogLevel, values: readonly unknown[]): void {
    if (this.lines.length >= MAX_LOG_LINES) return;
    const isLast = this.lines.length === MAX_LOG_LINES - 1;
    const line = isLast
      ? `[ERROR] Log overflow (maximum ${MAX_LOG_LINES}). Remaining log lines omitted.`
      : truncate(`[${level}] ${values.map(format).join(" ")}`);
    this.lines.push(line);
    this.forward(line);
  }
}

function format(value: unknown): string {
  return inspect(value, { depth: 5, breakLength: 100 });
}

function truncate(line: string): string {
  if (line.length <= MAX_LOG_LINE_CHARS) return line;
  return line.slice(0, MAX_LOG_LINE_CHARS - TRUNCATED.length) + TRUNCATED;
}
