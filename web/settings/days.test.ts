import { expect, test } from "vitest";
import { withQuietDays } from "./days.ts";

test("days without use are shown as such, in order", () => {
  const days = [
    { day: "2026-03-01", renders: 4 },
    { day: "2026-02-27", renders: 2 },
  ];
  expect(withQuietDays(days, 4)).toEqual([
    { day: "2026-02-26", renders: 0 },
    { day: "2026-02-27", renders: 2 },
    { day: "2026-02-28", renders: 0 },
    { day: "2026-03-01", renders: 4 },
  ]);
  expect(withQuietDays([], 14)).toEqual([]);
});
