/** Lets asynchronous tasks through one at a time, in the order they came. */
export class Turn {
  private last: Promise<unknown> = Promise.resolve();

  /** @returns what the task returns, or its error; neither holds up the next task */
  take<T>(task: () => Promise<T>): Promise<T> {
    const result = this.last.then(task, task);
    this.last = result.catch(() => undefined);
    return result;
  }
}
