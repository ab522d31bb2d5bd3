/** What changed between two texts, line by line (longest common subsequence). Pure. */
export type DiffLine = { kind: "same" | "added" | "removed"; text: string; key: string };

/** Past this many lines on a side, only the common start and end are found. */
const linesMax = 800;

export function diffLines(before: string, after: string): DiffLine[] {
  const left = before.split("\n");
  const right = after.split("\n");
  const start = commonStart(left, right);
  const end = commonEnd(left.slice(start), right.slice(start));
  const middle = changed(
    left.slice(start, left.length - end),
    right.slice(start, right.length - end),
  );
  const lines = [
    ...left.slice(0, start).map((text) => ({ kind: "same" as const, text })),
    ...middle,
    ...left.slice(left.length - end).map((text) => ({ kind: "same" as const, text })),
  ];
  return lines.map((line, index) => ({ ...line, key: `${index}${line.kind}` }));
}

type Line = Omit<DiffLine, "key">;

function changed(left: string[], right: string[]): Line[] {
  if (left.length > linesMax || right.length > linesMax) {
    return [...left.map(removed), ...right.map(added)];
  }
  const lengths = commonLengths(left, right);
  const lines: Line[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    if (left[i] === right[j]) {
      lines.push({ kind: "same", text: left[i] ?? "" });
      i += 1;
      j += 1;
    } else if ((lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0)) {
      lines.push(removed(left[i] ?? ""));
      i += 1;
    } else {
      lines.push(added(right[j] ?? ""));
      j += 1;
    }
  }
  return [...lines, ...left.slice(i).map(removed), ...right.slice(j).map(added)];
}

/** `lengths[i][j]`: how many lines the rests from i and j have in common, in order. */
function commonLengths(left: string[], right: string[]): number[][] {
  const lengths = Array.from({ length: left.length + 1 }, () =>
    new Array<number>(right.length + 1).fill(0),
  );
  for (let i = left.length - 1; i >= 0; i -= 1) {
    const row = lengths[i];
    const below = lengths[i + 1];
    if (!row || !below) continue;
    for (let j = right.length - 1; j >= 0; j -= 1) {
      row[j] =
        left[i] === right[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return lengths;
}

const removed = (text: string): Line => ({ kind: "removed", text });
const added = (text: string): Line => ({ kind: "added", text });

function commonStart(left: string[], right: string[]): number {
  let count = 0;
  while (count < Math.min(left.length, right.length) && left[count] === right[count]) count += 1;
  return count;
}

function commonEnd(left: string[], right: string[]): number {
  return commonStart([...left].reverse(), [...right].reverse());
}
