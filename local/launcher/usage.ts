/** A command line that cannot be meant, in words for the terminal. */
export class UsageError extends Error {}

/**
 * Reads a port number.
 *
 * @param option as it stands on the command line, for the message
 * @throws UsageError with the command's usage, when it is none
 */
export function port(option: string, text: string, usage: string): number {
  return integer(option, text, { least: 1, most: 65_535 }, usage);
}

/** Reads a whole number within a range; {@link port} says the rest. */
export function integer(
  option: string,
  text: string,
  { least, most }: { least: number; most: number },
  usage: string,
): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new UsageError(
    `${option} takes a whole number from ${least} to ${most}, not "${text}".\n\n${usage}`,
  );
}
