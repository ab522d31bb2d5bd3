/**
 * Convex answers with new objects each time. What is equal to what was there before keeps its
 * identity, so that only what changed is drawn again. Pure.
 */
export function steady<Value>(before: Value, now: Value): Value {
  return isSame(before, now) ? before : now;
}

/** The same row by row; a list whose rows are all the old ones in the old order is the old list. */
export function steadyRows<Row extends { _id: string }>(
  before: Row[] | undefined,
  now: Row[] | undefined,
): Row[] | undefined {
  if (!before || !now) return now;
  const known = new Map(before.map((row) => [row._id, row]));
  const rows = now.map((row) => steady(known.get(row._id) ?? row, row));
  const kept = rows.length === before.length && rows.every((row, at) => row === before[at]);
  return kept ? before : rows;
}

function isSame(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== "object" || typeof right !== "object" || !left || !right) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  return names.every(
    (name) =>
      Object.hasOwn(right, name) &&
      isSame((left as Record<string, unknown>)[name], (right as Record<string, unknown>)[name]),
  );
}
