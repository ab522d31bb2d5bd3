import fc from "fast-check";
import { expect, test } from "vitest";
import { diffLines } from "./line-diff.ts";

const lines = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 12 });

test("leaving out what was added gives the text before, leaving out what was removed the one after", () => {
  fc.assert(
    fc.property(lines, lines, (left, right) => {
      const diff = diffLines(left.join("\n"), right.join("\n"));
      const without = (kind: string) =>
        diff
          .filter((line) => line.kind !== kind)
          .map((line) => line.text)
          .join("\n");
      expect(without("added")).toBe(left.join("\n"));
      expect(without("removed")).toBe(right.join("\n"));
    }),
  );
});

test("one changed line is one removed and one added", () => {
  const diff = diffLines("a\nb\nc", "a\nx\nc");
  expect(diff.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    "same a",
    "removed b",
    "added x",
    "same c",
  ]);
});
