import fc from "fast-check";
import { expect, test } from "vitest";
import { next, ReadIndex, type Interval } from "./read_set.ts";

const key = fc.string({ unit: fc.constantFrom("a", "b", "\0", "\xff"), maxLength: 4 });
const interval = fc.oneof(
  fc
    .tuple(key, key)
    .map(([one, two]) => ({ index: 1, lo: one < two ? one : two, hi: one < two ? two : one })),
  key.map((point) => ({ index: 1, lo: point, hi: next(point) })),
  key.map((prefix) => ({ index: 2, lo: prefix, hi: `${prefix}\xff` })),
);

test("[runtime:database:invalidation] a write touches exactly the intervals that hold its key", () => {
  fc.assert(
    fc.property(
      fc.array(interval, { maxLength: 30 }),
      fc.nat(30),
      fc.array(key, { maxLength: 5 }),
      (intervals: Interval[], removed, keys) => {
        const index = new ReadIndex<number>();
        for (const [owner, each] of intervals.entries()) index.add([each], owner);
        const gone = intervals[removed];
        if (gone !== undefined) index.remove([gone], removed);
        const writes = keys.flatMap((each) => [
          { index: 1, key: each },
          { index: 2, key: each },
        ]);
        const expected = [...intervals.entries()]
          .filter(
            ([owner, each]) =>
              owner !== removed &&
              writes.some(
                (write) =>
                  write.index === each.index && write.key >= each.lo && write.key < each.hi,
              ),
          )
          .map(([owner]) => owner);
        expect([...index.touchedBy(writes)].sort((a, b) => a - b)).toEqual(expected);
      },
    ),
    { numRuns: 2000 },
  );
});
