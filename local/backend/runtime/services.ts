import type { Definitions, FunctionKind } from "../loader/analyze";
import type { Database, Transaction } from "../transaction/types";
import type { WireJson } from "../values/types";
import type { Clock } from "./clock";
import type { Origin } from "./origin";

/** What running functions ask of the backend through their syscalls. */
export interface Services {
  readonly database: Database;
  readonly clock: Clock;
  /** The functions in force; a reload replaces them. */
  definitions(): Definitions;
  /**
   * Runs a function for an action, as a transaction or action of its own.
   *
   * @returns the result as JSON text
   * @throws FunctionError
   */
  call(kind: FunctionKind, path: string, args: WireJson, origin: Origin): Promise<string>;
  /** Commits writes of the backend itself, in turn with the mutations. */
  transact<T>(body: (transaction: Transaction) => T): Promise<T>;
  /** Told after a commit that scheduled functions. */
  jobsScheduled(): void;
  /** Frames of an error that lie in the functions folder, as Convex prints them. */
  framesOf(error: Error): string[];
  log(line: string): void;
}
