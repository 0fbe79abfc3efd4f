import type { UserIdentity } from "convex/server";
import type { InProcess } from "../../support/inProcess";
import { readTable } from "../../support/tables";
import type { Sweep, Tick } from "./history";
import type { Wire } from "./wire";

/** What operators and crons do to everybody, and what comes between. */
export class Sweeper {
  private underWay: Promise<void>[] = [];

  /** @param since epoch ms from which events are replayed */
  constructor(
    private readonly here: InProcess,
    private readonly wire: Wire,
    private readonly operator: UserIdentity,
    private readonly since: number,
  ) {}

  /** Begins a sweep, lets something happen amid it, and sees both to their end unless interrupted. */
  async sweepAmid(
    { sweep, interruption }: Pick<Tick, "sweep" | "interruption">,
    amid: () => Promise<void>,
  ): Promise<void> {
    const isLateAlready = this.wire.isHeld;
    const waiting = interruption === "none" ? null : this.wire.hold();
    const sweeping = this.sweep(sweep);
    this.underWay.push(interruption === "late" ? sweeping.catch(unlessTimedOut) : sweeping);
    await amid();
    // Until WorkOS is asked, or it turns out that it will not be.
    if (waiting !== null) await Promise.race([waiting, this.quiet()]);
    if (interruption === "cancel") await this.cancelAll();
    if (interruption === "crash") await this.crash();
    if (interruption !== "late" || isLateAlready) await this.settle();
  }

  async sweep(sweep: Sweep): Promise<void> {
    switch (sweep) {
      case "drain":
        return await this.here.act("gatehouse/drain/pull:run");
      case "reconcile":
        await this.here.mutate("gatehouse/reconcile:startBySystem", { startedBy: "cron" });
        return;
      case "replayFailed":
        return await this.replay("failed");
      case "replayMissing":
        return await this.replay("missing");
      case "none":
        return;
    }
  }

  /** Lets every answer through and waits until nothing is under way. */
  async settle(): Promise<void> {
    this.wire.letGo();
    await this.quiet();
    this.underWay = [];
  }

  isRunning(table: "syncRuns" | "replayRuns"): boolean {
    return readTable(this.here.database, table).some(({ state }) => state === "running");
  }

  private async quiet(): Promise<void> {
    await Promise.all(this.underWay);
    await this.here.runtime.idle();
  }

  private async replay(scope: "failed" | "missing"): Promise<void> {
    if (this.isRunning("replayRuns")) return;
    const wanted = { scope, since: this.since, expected: 0 };
    await this.here.mutate("gatehouse/replay:start", wanted, this.operator);
  }

  private async cancelAll(): Promise<void> {
    const { database } = this.here;
    const running = ({ state }: { state: string }) => state === "running";
    for (const { _id } of readTable(database, "syncRuns").filter(running))
      await this.here.mutate("gatehouse/reconcile:cancel", { runId: _id }, this.operator);
    for (const { _id } of readTable(database, "replayRuns").filter(running))
      await this.here.mutate("gatehouse/replay:cancel", { runId: _id }, this.operator);
  }

  /** What was under way goes on into nothing, as in a process that is gone. */
  private async crash(): Promise<void> {
    const lost = Promise.allSettled(this.underWay).then(() => undefined);
    this.underWay = [lost];
    await this.here.restart();
  }
}

/** An action that has waited for WorkOS for too long is given up, like one that was killed. */
function unlessTimedOut(error: unknown): void {
  if (!String(error).includes("timed out")) throw error;
}
