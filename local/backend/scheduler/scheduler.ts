import { AsyncResource } from "node:async_hooks";
import type { CronSpec } from "../loader/analyze";
import type { Engine } from "../runtime/engine";
import { readCrons, syncCrons } from "./crons";
import { cronTask } from "./cronTask";
import { removeOldRows } from "./housekeeping";
import { jobsIn } from "./jobs";
import { failInterrupted, jobTask } from "./jobTask";
import type { Task } from "./task";

/** How many scheduled functions run side by side, as on Convex's smallest class. */
const PARALLELISM = 8;
const HOUSEKEEPING_EVERY_MS = 60 * 60 * 1000;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 2 * 60 * 60 * 1000;

/** Runs what is due in `_scheduled_functions` and `_cron_jobs`. */
export class Scheduler {
  private readonly running = new Set<string>();
  private readonly failures = new Map<string, { count: number; retryAt: number }>();
  private readonly idleListeners: (() => void)[] = [];
  private open = false;
  private awake = false;
  private cancelWake: () => void = () => undefined;
  private cancelHousekeeping: () => void = () => undefined;

  constructor(private readonly engine: Engine) {}

  /** Fails what a stop of the backend interrupted; before anything runs. */
  async recover(): Promise<void> {
    const now = this.engine.clock.now();
    await this.engine.transact((transaction) => failInterrupted(transaction, now));
  }

  /** Begins to run what is due. */
  async start(): Promise<void> {
    this.open = true;
    await this.keepHouse();
    this.wake();
  }

  /** Puts the jobs of `crons.ts` in force. */
  async setCrons(specs: Record<string, CronSpec>): Promise<void> {
    const now = this.engine.clock.now();
    await this.engine.transact((transaction) => syncCrons(transaction, specs, now));
    this.wake();
  }

  /** Looks for due work soon; many calls at once look once. */
  // Bound: what a mutation wakes runs outside that mutation.
  readonly wake = AsyncResource.bind(() => {
    if (this.awake || !this.open) return;
    this.awake = true;
    queueMicrotask(() => {
      this.awake = false;
      if (this.open) this.runDue();
    });
  });

  /** Resolves once nothing runs and nothing is due. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.idleListeners.push(resolve);
      this.wake();
    });
  }

  /** Starts nothing more. Actions still running are left to `recover` at the next start. */
  close(): void {
    this.open = false;
    this.cancelWake();
    this.cancelHousekeeping();
  }

  private runDue(): void {
    this.cancelWake();
    const { clock } = this.engine;
    const tasks = this.upcoming();
    for (const task of tasks) {
      if (task.due > clock.now()) {
        this.cancelWake = clock.after(task.due - clock.now(), this.wake);
        break;
      }
      if (this.running.size === PARALLELISM) return;
      this.running.add(task.id);
      void this.run(task);
    }
    if (this.running.size === 0) for (const resolve of this.idleListeners.splice(0)) resolve();
  }

  private async run(task: Task): Promise<void> {
    try {
      await task.run(this.engine);
      this.failures.delete(task.id);
    } catch (error) {
      this.retryLater(task, error);
    } finally {
      this.running.delete(task.id);
      this.wake();
    }
  }

  private retryLater({ id }: Task, error: unknown): void {
    if (!this.open) return;
    const count = (this.failures.get(id)?.count ?? 0) + 1;
    const delay = Math.min(FIRST_RETRY_MS * 2 ** (count - 1), LAST_RETRY_MS);
    this.failures.set(id, { count, retryAt: this.engine.clock.now() + delay });
    this.engine.log(
      `Could not run a scheduled function, trying again in ${delay} ms: ${String(error)}`,
    );
  }

  /** What may run now, and the first thing that is due later; earliest first. */
  private upcoming(): Task[] {
    const snapshot = this.engine.database.snapshot();
    const transaction = this.engine.database.query(snapshot);
    try {
      const tasks = readCrons(transaction).map(cronTask);
      for (const job of jobsIn(transaction, "pending")) {
        tasks.push(jobTask(job));
        if (job.scheduledTime > this.engine.clock.now() || tasks.length > 1000) break;
      }
      return tasks
        .filter(({ id }) => !this.running.has(id))
        .map((task) => ({
          ...task,
          due: Math.max(task.due, this.failures.get(task.id)?.retryAt ?? 0),
        }))
        .sort((a, b) => a.due - b.due);
    } finally {
      transaction.close();
      snapshot.close();
    }
  }

  private async keepHouse(): Promise<void> {
    await removeOldRows(this.engine);
    this.cancelHousekeeping = this.engine.clock.after(HOUSEKEEPING_EVERY_MS, () => {
      this.keepHouse().catch((error) => this.engine.log(`Housekeeping failed: ${String(error)}`));
    });
  }
}
