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
  hi: Key;
}

export interface MutableInterval {
  index: number;
  lo: Key;
  hi: Key;
}

export interface WrittenKey {
  readonly index: number;
  readonly key: Key;
}

/** The key that follows immediately; makes an exclusive bound inclusive. */
export function next(key: Key): Key {
  return `${key}\0`;
}

interface Watched<T> {
  readonly lo: Key;
  readonly hi: Key;
  readonly owner: T;
}

/** Per index: single keys by hash, wider intervals by a list. */
class IndexWatch<T> {
  readonly points = new Map<Key, Set<T>>();
  readonly ranges = new Map<string, Set<T>>();
  readonly bounds = new Map<string, Watched<null>>();

  add(interval: Interval, owner: T): void {
    if (interval.hi === next(interval.lo)) {
      addTo(this.points, interval.lo, owner);
      return;
    }
    const name = `${interval.lo}\n${interval.hi}`;
    addTo(this.ranges, name, owner);
    this.bounds.set(name, { lo: interval.lo, hi: interval.hi, owner: null });
  }

  remove(interval: Interval, owner: T): void {
    if (interval.hi === next(interval.lo)) {
      removeFrom(this.points, interval.lo, owner);
      return;
    }
    const name = `${interval.lo}\n${interval.hi}`;
    if (removeFrom(this.ranges, name, owner)) this.bounds.delete(name);
  }

  collect(key: Key, found: Set<T>): void {
    for (const owner of this.points.get(key) ?? []) found.add(owner);
    for (const [name, bound] of this.bounds) {
      if (key >= bound.lo && key < bound.hi) {
        for (const owner of this.ranges.get(name) ?? []) found.add(owner);
      }
    }
  }

  get empty(): boolean {
    return this.points.size === 0 && this.ranges.size === 0;
  }
}

function addTo<T>(map: Map<string, Set<T>>, name: string, owner: T): void {
  const owners = map.get(name);
  if (owners === undefined) map.set(name, new Set([owner]));
  else owners.add(owner);
}

function removeFrom<T>(map: Map<string, Set<T>>, name: string, owner: T): boolean {
  const owners = map.get(name);
  owners?.delete(owner);
  if (owners?.size !== 0) return false;
  map.delete(name);
  return true;
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
