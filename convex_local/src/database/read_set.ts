/**
 * What a run has read, as intervals of index keys, and which reads a commit touches. An index is
 * a positive number for stored entries, the negated table number for the index over ids, and zero
 * for the names of tables (so that a read of a table that does not exist yet is remembered too).
 */
import type { Key } from "../values/keys.ts";

export interface Interval {
  readonly index: number;
  readonly lo: Key;
  /** Exclusive. */
  readonly hi: Key;
}

export interface WrittenKey {
  readonly index: number;
  readonly key: Key;
}

/** The key that follows immediately; makes an exclusive bound inclusive. */
export function next(key: Key): Key {
  return `${key}\0`;
}

/** Whether any of the written keys lies in one of the intervals. */
export function holdsAny(intervals: readonly Interval[], writes: readonly WrittenKey[]): boolean {
  return writes.some(({ index, key }) =>
    intervals.some((read) => read.index === index && key >= read.lo && key < read.hi),
  );
}

interface Watched<T> {
  readonly lo: Key;
  readonly hi: Key;
  readonly owners: Set<T>;
}

function commonPrefix(left: Key, right: Key): Key {
  let length = 0;
  while (length < left.length && left.charCodeAt(length) === right.charCodeAt(length)) length += 1;
  return left.slice(0, length);
}

/**
 * The intervals of one index, filed under what their two ends have in common. A key can only lie
 * in an interval whose prefix it starts with, so a lookup tries each length of prefix that exists
 * (few: most reads are single keys or equalities) and never walks over unrelated intervals.
 */
class IndexWatch<T> {
  readonly #byPrefix = new Map<Key, Map<Key, Watched<T>>>();
  readonly #lengths = new Map<number, number>();

  add({ lo, hi }: Interval, owner: T): void {
    const prefix = commonPrefix(lo, hi);
    let bucket = this.#byPrefix.get(prefix);
    if (bucket === undefined) {
      this.#byPrefix.set(prefix, (bucket = new Map<Key, Watched<T>>()));
      this.#lengths.set(prefix.length, (this.#lengths.get(prefix.length) ?? 0) + 1);
    }
    const name = `${lo}\n${hi}`;
    const watched = bucket.get(name);
    if (watched === undefined) bucket.set(name, { lo, hi, owners: new Set([owner]) });
    else watched.owners.add(owner);
  }

  remove({ lo, hi }: Interval, owner: T): void {
    const prefix = commonPrefix(lo, hi);
    const bucket = this.#byPrefix.get(prefix);
    const name = `${lo}\n${hi}`;
    const watched = bucket?.get(name);
    if (bucket === undefined || watched === undefined) return;
    watched.owners.delete(owner);
    if (watched.owners.size > 0) return;
    bucket.delete(name);
    if (bucket.size > 0) return;
    this.#byPrefix.delete(prefix);
    const left = (this.#lengths.get(prefix.length) ?? 1) - 1;
    if (left === 0) this.#lengths.delete(prefix.length);
    else this.#lengths.set(prefix.length, left);
  }

  collect(key: Key, found: Set<T>): void {
    for (const length of this.#lengths.keys()) {
      const bucket = length <= key.length ? this.#byPrefix.get(key.slice(0, length)) : undefined;
      if (bucket === undefined) continue;
      for (const { lo, hi, owners } of bucket.values()) {
        if (key < lo || key >= hi) continue;
        for (const owner of owners) found.add(owner);
      }
    }
  }

  get empty(): boolean {
    return this.#byPrefix.size === 0;
  }
}

export class ReadIndex<T> {
  readonly #indexes = new Map<number, IndexWatch<T>>();

  add(intervals: readonly Interval[], owner: T): void {
    for (const interval of intervals) {
      let watch = this.#indexes.get(interval.index);
      if (watch === undefined) this.#indexes.set(interval.index, (watch = new IndexWatch<T>()));
      watch.add(interval, owner);
    }
  }

  remove(intervals: readonly Interval[], owner: T): void {
    for (const interval of intervals) {
      const watch = this.#indexes.get(interval.index);
      watch?.remove(interval, owner);
      if (watch?.empty === true) this.#indexes.delete(interval.index);
    }
  }

  touchedBy(writes: readonly WrittenKey[]): Set<T> {
    const found = new Set<T>();
    for (const write of writes) this.#indexes.get(write.index)?.collect(write.key, found);
    return found;
  }
}
