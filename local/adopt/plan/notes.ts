/** What is found before anything is done, each a sentence that says what to do. */
export interface Notes {
  /** With one of these nothing is written. */
  refusals: string[];
  warnings: string[];
}

/** Several findings as one. */
export function joined(all: readonly Notes[]): Notes {
  return {
    refusals: all.flatMap((one) => one.refusals),
    warnings: all.flatMap((one) => one.warnings),
  };
}
