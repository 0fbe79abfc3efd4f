/**
 * Gives equal values equal marks ("value 1", "value 2", …). A mark shows that two values are the same
 * and nothing else: unlike a short hash it cannot be tried against guesses.
 */
export type Marks = (value: string) => string;

/** Marks for one recording; the values themselves live only as long as the reading. */
export function createMarks(): Marks {
  const known = new Map<string, string>();
  return (value) => {
    const mark = known.get(value) ?? `value ${known.size + 1}`;
    known.set(value, mark);
    return mark;
  };
}
