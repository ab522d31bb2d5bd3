/** A running query: walks an index, applies filters and limits, remembers exactly what it read. */
import { isObject, parseJson, type Json, type JsonObject } from "../values/json.ts";
import type { Key } from "../values/keys.ts";
import type { Row } from "../storage/storage.ts";
import { watchNumber } from "./catalog.ts";
import { evaluate, isTrue } from "./filter.ts";
import { resolveSource, type Source } from "./ranges.ts";
import { next, type Interval } from "./read_set.ts";
import type { Transaction } from "./transaction.ts";

const CHUNK = 64;
const MAX_CHUNK = 1024;

type Operator = { readonly filter: Json } | { limit: number };

function operatorsOf(query: JsonObject): Operator[] {
  const raw = query["operators"];
  if (!Array.isArray(raw)) return [];
  return raw
    .filter(isObject)
    .map((each) =>
      typeof each["limit"] === "number"
        ? { limit: each["limit"] }
        : { filter: each["filter"] ?? null },
    );
}

export interface Walked {
  readonly row: Row;
  /** False for a row that was read but filtered out. */
  readonly passes: boolean;
}

/** From the start of the range to the last row read, or all of it once the end was seen. */
class RunInterval implements Interval {
  readonly index: number;
  readonly #lo: Key;
  readonly #hi: Key;
  readonly #reverse: boolean;
  last: Row | undefined;
  finished = false;

  constructor(index: number, range: { lo: Key; hi: Key; reverse: boolean }) {
    this.index = index;
    this.#lo = range.lo;
    this.#hi = range.hi;
    this.#reverse = range.reverse;
  }

  get lo(): Key {
    if (this.finished || !this.#reverse) return this.#lo;
    return this.last?.key ?? this.#hi;
  }

  get hi(): Key {
    if (this.finished || this.#reverse) return this.#hi;
    return this.last === undefined ? this.#lo : next(this.last.key);
  }

  /** What has not been read yet. */
  rest(): { lo: Key; hi: Key } {
    if (this.last === undefined) return { lo: this.#lo, hi: this.#hi };
    return this.#reverse
      ? { lo: this.#lo, hi: this.last.key }
      : { lo: next(this.last.key), hi: this.#hi };
  }
}

export class QueryRun {
  readonly #transaction: Transaction;
  readonly #source: Source;
  readonly #operators: Operator[];
  readonly #interval: RunInterval | undefined;
  #lo: Key;
  #hi: Key;
  #rows: readonly Row[] = [];
  #at = 0;
  #generation = -1;
  #chunk: number;
  #exhausted = false;

  constructor(
    transaction: Transaction,
    query: JsonObject,
    bounds?: { after: Key | null; through: Key | null },
  ) {
    this.#transaction = transaction;
    const source = query["source"];
    this.#source = resolveSource(transaction.catalog, isObject(source) ? source : {});
    this.#operators = operatorsOf(query);
    this.#lo = this.#source.lo;
    this.#hi = this.#source.hi;
    if (bounds !== undefined) this.#narrow(bounds);
    transaction.usage.range();
    const limit = this.#operators.find((each) => "limit" in each);
    const filtered = this.#operators.some((each) => "filter" in each);
    this.#chunk =
      limit !== undefined && !filtered ? Math.max(1, Math.min(limit.limit, MAX_CHUNK)) : CHUNK;
    this.#interval = this.#openInterval();
  }

  /** Where a page of nothing ends: before everything in the direction of the walk. */
  get start(): Key {
    return this.#source.reverse ? this.#hi : this.#lo;
  }

  /** The next row that passes, or undefined at the end. */
  nextRow(): Row | undefined {
    for (;;) {
      const walked = this.walk();
      if (walked === undefined) return undefined;
      if (walked.passes) return walked.row;
    }
  }

  /** The next row read, passing or not; undefined at the end of the range or of a limit. */
  walk(): Walked | undefined {
    if (
      this.#operators.length > 0 &&
      this.#operators.some((each) => "limit" in each && each.limit <= 0)
    )
      return undefined;
    const row = this.#advance();
    if (row === undefined) return undefined;
    this.#transaction.usage.read(row.size);
    return { row, passes: this.#passes(row) };
  }

  #passes(row: Row): boolean {
    let document: Json | undefined;
    for (const operator of this.#operators) {
      if ("limit" in operator) {
        operator.limit -= 1;
      } else {
        document ??= parseJson(row.json);
        if (!isTrue(evaluate(operator.filter, document))) return false;
      }
    }
    return true;
  }

  #narrow(bounds: { after: Key | null; through: Key | null }): void {
    const { after, through } = bounds;
    if (this.#source.reverse) {
      if (after !== null && after < this.#hi) this.#hi = after;
      if (through !== null && through > this.#lo) this.#lo = through;
    } else {
      if (after !== null && next(after) > this.#lo) this.#lo = next(after);
      if (through !== null && next(through) < this.#hi) this.#hi = next(through);
    }
    if (this.#hi < this.#lo) this.#hi = this.#lo;
  }

  /** What has been read so far; grows with the walk, and is looked at only when the run is over. */
  #openInterval(): RunInterval | undefined {
    const { table, index, tableName, reverse } = this.#source;
    if (table === undefined || index === undefined) {
      this.#transaction.reads.push({ index: 0, lo: tableName, hi: next(tableName) });
      return undefined;
    }
    const interval = new RunInterval(watchNumber(table, index), {
      lo: this.#lo,
      hi: this.#hi,
      reverse,
    });
    this.#transaction.reads.push(interval);
    return interval;
  }

  #advance(): Row | undefined {
    const interval = this.#interval;
    if (interval === undefined) return undefined;
    if (this.#generation !== this.#transaction.generation || this.#at >= this.#rows.length)
      this.#fetch(interval);
    const row = this.#rows[this.#at++];
    if (row === undefined) interval.finished = true;
    else interval.last = row;
    return row;
  }

  #fetch(interval: RunInterval): void {
    const { table, index, reverse } = this.#source;
    const stale = this.#generation !== this.#transaction.generation;
    this.#rows = [];
    this.#at = 0;
    this.#generation = this.#transaction.generation;
    if (table === undefined || index === undefined || (this.#exhausted && !stale)) return;
    this.#rows = this.#transaction.storage.scan({
      index: index.id,
      table: table.number,
      ...interval.rest(),
      reverse,
      limit: this.#chunk,
    });
    this.#exhausted = this.#rows.length < this.#chunk;
    this.#chunk = Math.min(this.#chunk * 2, MAX_CHUNK);
  }
}
