import type { MutationCtx } from "../tables/server";
import { dueAt, isOverdue, LOST_STEP } from "./retries";

/** What a long piece of work keeps of the step it is at. */
export interface Stepping {
  attempt: number;
  progressAt: number;
  nextStepAt?: number;
  error?: string;
}

/** A long piece of work that goes on step by step, each in a transaction of its own. */
export interface SteppedWork<Run extends Stepping> {
  /** A step that fails this often in a row ends its run. */
  maxAttempts: number;
  note: (
    ctx: MutationCtx,
    run: Run,
    fields: { attempt: number; error: string | undefined; nextStepAt: number },
  ) => Promise<void>;
  /** Has the run's next step taken, after `delay` ms. */
  next: (ctx: MutationCtx, run: Run, delay: number) => Promise<void>;
  giveUp: (ctx: MutationCtx, run: Run, error: string) => Promise<void>;
}

/** Has a step that failed taken again after `delay` ms, noting why; `null` ends the run. */
export async function stepFailed<Run extends Stepping>(
  work: SteppedWork<Run>,
  ctx: MutationCtx,
  run: Run,
  { delay, error }: { delay: number | null; error: string },
): Promise<void> {
  if (delay === null) await work.giveUp(ctx, run, error);
  else await retryStep(work, ctx, run, delay, error);
}

/** Takes up a run whose step got lost; one that gets lost again and again has failed. */
export async function resumeSteps<Run extends Stepping>(
  work: SteppedWork<Run>,
  ctx: MutationCtx,
  run: Run,
): Promise<void> {
  if (!isOverdue(dueAt(run))) return;
  if (run.attempt < work.maxAttempts) await retryStep(work, ctx, run, 0, run.error);
  else await work.giveUp(ctx, run, run.error ?? LOST_STEP);
}

async function retryStep<Run extends Stepping>(
  work: SteppedWork<Run>,
  ctx: MutationCtx,
  run: Run,
  delay: number,
  error: string | undefined,
): Promise<void> {
  const nextStepAt = Date.now() + delay;
  await work.note(ctx, run, { attempt: run.attempt + 1, error, nextStepAt });
  await work.next(ctx, run, delay);
}
