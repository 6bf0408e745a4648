/** Where two texts differ, so that an eye finds it at once. */
export interface Piece { text: string; same: boolean }

const LONGEST = 200;

/** The pieces of `text` that stand in `other` in the same order, and those that do not (longest common subsequence). */
export function pieces(text: string, other: string): Piece[] {
  const [a, b] = [[...text.slice(0, LONGEST)], [...other.slice(0, LONGEST)]];
  const lengths = table(a, b);
  const found: Piece[] = [];
  const add = (sign: string, same: boolean) => {
    const last = found.at(-1);
    if (last?.same === same) last.text += sign;
    else found.push({ text: sign, same });
  };
  let [i, j] = [0, 0];
  while (i < a.length) {
    if (j < b.length && a[i] === b[j]) { add(a[i] ?? '', true); i += 1; j += 1; }
    else if (j < b.length && (lengths[i]?.[j + 1] ?? 0) > (lengths[i + 1]?.[j] ?? 0)) j += 1;
    else { add(a[i] ?? '', false); i += 1; }
  }
  return found;
}

/** lengths[i][j]: how long the longest common subsequence of a[i…] and b[j…] is. */
function table(a: string[], b: string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      if (row) row[j] = a[i] === b[j] ? 1 + (lengths[i + 1]?.[j + 1] ?? 0) : Math.max(lengths[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return lengths;
}
