import { expect, test } from "vitest";
import { steady, steadyRows } from "./steady.ts";

const first = { _id: "a", title: "One", error: { code: "x", list: [1, 2] } };
const second = { _id: "b", title: "Two" };
const before: { _id: string; title: string }[] = [first, second];

test("an equal answer is the answer that was there before", () => {
  expect(steady(first, structuredClone(first))).toBe(first);
  expect(steady(first, { ...structuredClone(first), title: "Uno" })).not.toBe(first);
});

test("a field that went away makes another answer", () => {
  const without = { _id: "a", title: "One" };
  expect(steady<object>(first, without)).toBe(without);
  expect(steady<object>({ a: undefined }, { b: undefined })).toEqual({ b: undefined });
});

test("only the rows that changed are new, wherever they stand", () => {
  expect(steadyRows(before, structuredClone(before))).toBe(before);
  const turned = steadyRows(before, structuredClone([second, first]));
  expect(turned).not.toBe(before);
  expect(turned?.[0]).toBe(second);
  expect(turned?.[1]).toBe(first);
  const renamed = steadyRows(before, [first, { ...second, title: "Zwei" }]);
  expect(renamed?.[0]).toBe(first);
  expect(renamed?.[1]).not.toBe(second);
});

test("before anything has come there is nothing to keep", () => {
  expect(steadyRows(undefined, undefined)).toBeUndefined();
});
