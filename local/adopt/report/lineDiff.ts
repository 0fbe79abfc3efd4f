/** Lines around a change that are shown with it. */
const CONTEXT = 1;

interface Line {
  mark: " " | "+" | "-";
  text: string;
}

/**
 * What changes from one text to another, as lines marked `+` and `-`.
 * @returns one line per changed line and its neighbours, with `…` where some are left out.
 */
export function lineDiff(before: string, after: string): string[] {
  const lines = compared(linesOf(before), linesOf(after));
  const isNear = (index: number): boolean =>
    lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ mark }) => mark !== " ");
  return lines.flatMap(({ mark, text }, index) => {
    if (isNear(index)) return mark === " " && text === "" ? [] : [`${mark} ${text}`.trimEnd()];
    return index > 0 && isNear(index - 1) && index < lines.length - 1 ? ["  …"] : [];
  });
}

const linesOf = (text: string): string[] =>
  text === "" ? [] : text.replace(/\r?\n$/, "").split(/\r?\n/);

/** The longest common subsequence of both, between what they begin and end with alike. */
function compared(before: readonly string[], after: readonly string[]): Line[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const same = (lines: readonly string[]): Line[] => lines.map((text) => ({ mark: " ", text }));
  return [
    ...same(before.slice(0, head)),
    ...middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...same(before.slice(before.length - tail)),
  ];
}

function middle(before: readonly string[], after: readonly string[]): Line[] {
  // lengths[i][j]: how much before[i…] and after[j…] have in common.
  const lengths = Array.from(
    { length: before.length + 1 },
    () => new Uint32Array(after.length + 1),
  );
  const length = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const common =
        before[i] === after[j]
          ? length(i + 1, j + 1) + 1
          : Math.max(length(i + 1, j), length(i, j + 1));
      lengths[i]?.fill(common, j, j + 1);
    }
  }
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old, next] = [before[i], after[j]];
    if (old !== undefined && old === next) {
      lines.push({ mark: " ", text: old });
      [i, j] = [i + 1, j + 1];
    } else if (old !== undefined && (next === undefined || length(i + 1, j) >= length(i, j + 1))) {
      lines.push({ mark: "-", text: old });
      i += 1;
    } else if (next !== undefined) {
      lines.push({ mark: "+", text: next });
      j += 1;
    }
  }
  return lines;
}
