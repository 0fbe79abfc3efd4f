interface Closable {
  close(): Promise<void> | void;
}

/**
 * What a run has opened. Can be closed at any moment, also while something is still opening:
 * that is waited for, closed with the rest, and nothing opens after it.
 */
export class Resources {
  private readonly opened: Promise<Closable>[] = [];
  private closed: Promise<void> | null = null;

  get closing(): boolean {
    return this.closed !== null;
  }

  /** @throws whatever opening throws, or an error when everything is being closed meanwhile */
  async open<T extends Closable>(open: () => T | Promise<T>): Promise<T> {
    this.refuseWhenClosing();
    const opening = (async () => open())();
    this.opened.push(opening);
    const resource = await opening;
    this.refuseWhenClosing();
    return resource;
  }

  /** Closes what was opened last first; a second call waits for the first. */
  close(): Promise<void> {
    this.closed ??= this.closeAll();
    return this.closed;
  }

  private async closeAll(): Promise<void> {
    for (const opening of this.opened.reverse()) {
      const resource = await opening.catch(() => null);
      await resource?.close();
    }
  }

  private refuseWhenClosing(): void {
    if (this.closing) throw new Error("Stopped before everything was up.");
  }
}
