import { expect, test } from "vitest";
import { firstRun, runAfter } from "./cron_time.ts";

const at = (text: string) => Date.parse(text);
const after = (schedule: Parameters<typeof runAfter>[0], text: string) =>
  new Date(runAfter(schedule, { dueMs: at(text), nowMs: at(text) })).toISOString();

test.each([
  [{ type: "hourly", minuteUTC: 15 }, "2026-01-01T10:15:00Z", "2026-01-01T11:15:00.000Z"],
  [
    { type: "daily", hourUTC: 3, minuteUTC: 30 },
    "2026-01-01T03:29:59Z",
    "2026-01-01T03:30:00.000Z",
  ],
  [
    { type: "weekly", dayOfWeek: "monday", hourUTC: 0 },
    "2026-01-01T00:00:00Z",
    "2026-01-05T00:00:00.000Z",
  ],
  [{ type: "monthly", day: 31, hourUTC: 12 }, "2026-02-01T00:00:00Z", "2026-03-31T12:00:00.000Z"],
  [{ type: "cron", cron: "*/20 8-9 * * 1-5" }, "2026-01-02T09:40:00Z", "2026-01-05T08:00:00.000Z"],
  [{ type: "cron", cron: "0 0 29 feb *" }, "2026-01-01T00:00:00Z", "2028-02-29T00:00:00.000Z"],
])("the run after of %j is the next match in UTC", (schedule, from, expected) => {
  expect(after(schedule as never, from)).toBe(expected);
});

test("[runtime:scheduler:missed] missed interval runs are skipped, not replayed", () => {
  const interval = { type: "interval", seconds: 10 };
  expect(firstRun(interval, 5000)).toBe(5000);
  expect(runAfter(interval, { dueMs: 5000, nowMs: 5001 })).toBe(15_000);
  expect(runAfter(interval, { dueMs: 5000, nowMs: 47_000 })).toBe(55_000);
});

test.each(["* * * *", "61 * * * *", "*/0 * * * *", "0 0 30 2 *"])(
  "the expression %s is refused",
  (cron) => {
    expect(() => runAfter({ type: "cron", cron }, { dueMs: 0, nowMs: 0 })).toThrow(/[Cc]ron/);
  },
);
