import type { FunctionCall } from "../runtime/types";

/** One client's socket, as its session sees it. */
export interface Connection {
  send(message: string): void;
  close(code: number, reason: string): void;
  /** Whether so much is unsent that Transitions should wait. */
  readonly congested: boolean;
  pauseReading(): void;
  resumeReading(): void;
  /** Where the client is and what it calls itself. */
  readonly client: NonNullable<FunctionCall["request"]>;
}
