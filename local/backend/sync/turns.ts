/** How long work made of microtasks may go on before sockets and timers get a turn. */
const TURN_MS = 8;

/** Resolves in a later turn of the event loop, after what is waiting now. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * Shares the event loop: await it between steps of long work.
 *
 * @returns A function that yields when the current turn has lasted too long.
 */
export function turnTaker(): () => Promise<void> {
  let endsAt = performance.now() + TURN_MS;
  return async () => {
    if (performance.now() < endsAt) return;
    await nextTurn();
    endsAt = performance.now() + TURN_MS;
  };
}
