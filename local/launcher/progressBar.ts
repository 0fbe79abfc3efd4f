const WIDTH = 28;

/**
 * One line of progress, for example `Seeding users ███████░░░░ 1,200 of 2,000`.
 *
 * @param done how many are finished; values above `total` count as all
 */
export function progressBar(label: string, done: number, total: number): string {
  const share = total === 0 ? 1 : Math.min(done / total, 1);
  const filled = Math.round(share * WIDTH);
  const bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
  return `${label} ${bar} ${done.toLocaleString("en")} of ${total.toLocaleString("en")}`;
}

/** Draws a bar in place on a terminal; elsewhere prints only the last line. */
export function drawProgress(
  out: NodeJS.WriteStream,
  label: string,
  done: number,
  total: number,
): void {
  const line = progressBar(label, done, total);
  if (out.isTTY) out.write(`\r${line}${done >= total ? "\n" : ""}`);
  else if (done >= total) out.write(`${line}\n`);
}
