/** When a cron runs next, in UTC. */
import { asText, isObject, type Json, type JsonObject } from "../values/json.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const SEARCH_LIMIT_DAYS = 366 * 8;

interface Field {
  readonly low: number;
  readonly high: number;
  readonly names: readonly string[];
}

const FIELDS: readonly Field[] = [
  { low: 0, high: 59, names: [] },
  { low: 0, high: 23, names: [] },
  { low: 1, high: 31, names: [] },
  { low: 1, high: 12, names: MONTHS },
  { low: 0, high: 7, names: DAYS.map((day) => day.slice(0, 3)) },
];

function number(text: string, field: Field): number {
  const named = field.names.indexOf(text.toLowerCase());
  const value = named >= 0 ? named + (field.names === MONTHS ? 1 : 0) : Number(text);
  if (!Number.isInteger(value) || value < field.low || value > field.high) {
    throw new Error(`Cron field "${text}" is not between ${field.low} and ${field.high}.`);
  }
  return value;
}

function parseField(text: string, field: Field): Set<number> {
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const [range = "", stepText] = part.split("/");
    const step = stepText === undefined ? 1 : Number(stepText);
    if (!Number.isInteger(step) || step < 1)
      throw new Error(`Cron step "${part}" is not a positive integer.`);
    const [from = "", to] = range.split("-");
    const low = range === "*" ? field.low : number(from, field);
    const high =
      range === "*"
        ? field.high
        : to === undefined
          ? stepText === undefined
            ? low
            : field.high
          : number(to, field);
    for (let value = low; value <= high; value += step) values.add(value);
  }
  return values;
}

interface Expression {
  readonly minutes: Set<number>;
  readonly hours: Set<number>;
  matchesDay(date: Date): boolean;
}

function parse(text: string): Expression {
  const parts = text.trim().split(/\s+/);
  const sets = FIELDS.map((field, at) => parseField(parts[at] ?? "", field));
  const [minutes, hours, days, months, weekdays] = sets;
  if (parts.length !== 5 || !minutes || !hours || !days || !months || !weekdays) {
    throw new Error(
      `Cron expression "${text}" must have five fields: minute, hour, day, month, weekday.`,
    );
  }
  if (weekdays.has(7)) weekdays.add(0);
  const anyDay = parts[2] === "*";
  const anyWeekday = parts[4] === "*";
  return {
    minutes,
    hours,
    matchesDay(date) {
      if (!months.has(date.getUTCMonth() + 1)) return false;
      const day = days.has(date.getUTCDate());
      const weekday = weekdays.has(date.getUTCDay());
      // As in cron: when both are restricted, either suffices.
      return anyDay || anyWeekday ? day && weekday : day || weekday;
    },
  };
}

function nextMatch(text: string, afterMs: number): number {
  const expression = parse(text);
  const first = Math.floor(afterMs / MINUTE) * MINUTE + MINUTE;
  const start = new Date(first);
  let day = Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate());
  for (let searched = 0; searched < SEARCH_LIMIT_DAYS; searched++, day += 24 * HOUR) {
    if (!expression.matchesDay(new Date(day))) continue;
    for (let hour = 0; hour < 24; hour++) {
      if (!expression.hours.has(hour)) continue;
      for (let minute = 0; minute < 60; minute++) {
        const time = day + hour * HOUR + minute * MINUTE;
        if (time >= first && expression.minutes.has(minute)) return time;
      }
    }
  }
  throw new Error(`Cron expression "${text}" never matches.`);
}

function count(schedule: JsonObject, name: string): number {
  const value = schedule[name];
  return typeof value === "number" ? value : 0;
}

/** The cron expression that means the same as an hourly, daily, weekly or monthly schedule. */
function asExpression(schedule: JsonObject): string {
  const minute = count(schedule, "minuteUTC");
  const hour = count(schedule, "hourUTC");
  switch (schedule["type"]) {
    case "hourly":
      return `${minute} * * * *`;
    case "daily":
      return `${minute} ${hour} * * *`;
    case "weekly":
      return `${minute} ${hour} * * ${DAYS.indexOf(asText(schedule["dayOfWeek"]))}`;
    case "monthly":
      return `${minute} ${hour} ${count(schedule, "day")} * *`;
    case "cron":
      return asText(schedule["cron"]);
    default:
      throw new Error(`Unknown cron schedule ${JSON.stringify(schedule)}.`);
  }
}

export function intervalOf(schedule: Json): number | undefined {
  if (!isObject(schedule) || schedule["type"] !== "interval") return undefined;
  return (
    count(schedule, "seconds") * 1000 +
    count(schedule, "minutes") * MINUTE +
    count(schedule, "hours") * HOUR
  );
}

/** The first run: at once for intervals, at the next match for the others. */
export function firstRun(schedule: Json, nowMs: number): number {
  return intervalOf(schedule) === undefined ? runAfter(schedule, { dueMs: nowMs, nowMs }) : nowMs;
}

/** The run after one that was due at `dueMs`; what was missed meanwhile is skipped. */
export function runAfter(schedule: Json, last: { dueMs: number; nowMs: number }): number {
  const interval = intervalOf(schedule);
  if (interval !== undefined) {
    const missed = Math.max(0, Math.floor((last.nowMs - last.dueMs) / interval));
    return last.dueMs + (missed + 1) * interval;
  }
  if (!isObject(schedule)) throw new Error("A cron has no schedule.");
  return nextMatch(asExpression(schedule), Math.max(last.dueMs, last.nowMs));
}
