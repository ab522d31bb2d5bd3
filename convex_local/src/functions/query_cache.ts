/**
 * Results of queries that are still true. Equal queries share one run; a result that read the
 * identity is shared by that identity only. A commit removes exactly the results whose read
 * intervals it touched, and tells whose watches have become stale.
 */
import { ReadIndex, type Interval, type WrittenKey } from "../database/read_set.ts";
import type { Timestamp } from "../values/timestamps.ts";
import type { Outcome } from "./messages.ts";

export interface CachedRun {
  readonly outcome: Outcome;
  /** The snapshot at which it ran; it holds from there until a commit touches what it read. */
  readonly ts: Timestamp;
  readonly intervals: readonly Interval[];
  readonly readAuth: boolean;
  /** Past this time (ms) a result that read the clock is not given to newcomers. */
  readonly freshUntil: number;
  readonly name: string;
  readonly watches: Set<number>;
  valid: boolean;
}

/** Results that nobody watches are kept for the next caller, within these bounds. */
const MAX_IDLE = 2000;
const MAX_IDLE_CHARACTERS = 32 << 20;

function weight(run: CachedRun): number {
  return run.outcome.ok ? run.outcome.value.length : 0;
}

export class QueryCache {
  readonly #byName = new Map<string, CachedRun>();
  readonly #reads = new ReadIndex<CachedRun>();
  readonly #all = new Set<CachedRun>();
  readonly #idle = new Set<CachedRun>();
  #idleCharacters = 0;
  hits = 0;
  misses = 0;

  get size(): number {
    return this.#byName.size;
  }

  find(base: string, identity: string, nowMs: number): CachedRun | undefined {
    const found = this.#byName.get(base) ?? this.#byName.get(`${base}\n${identity}`);
    const usable = found?.valid === true && found.freshUntil > nowMs ? found : undefined;
    if (usable === undefined) this.misses += 1;
    else this.hits += 1;
    return usable;
  }

  add(run: CachedRun): void {
    this.#reads.add(run.intervals, run);
    this.#all.add(run);
    // Failures are never shared, but those who watch them must learn when to try again.
    if (run.outcome.ok) this.#byName.set(run.name, run);
    this.#rest(run);
  }

  watch(run: CachedRun, watch: number): void {
    run.watches.add(watch);
    this.#wakeUp(run);
  }

  unwatch(run: CachedRun, watch: number): void {
    run.watches.delete(watch);
    if (run.watches.size === 0 && run.valid) this.#rest(run);
  }

  /** The watches that a commit made stale. */
  invalidate(writes: readonly WrittenKey[]): number[] {
    const stale: number[] = [];
    for (const run of this.#reads.touchedBy(writes)) {
      stale.push(...run.watches);
      this.#drop(run);
    }
    return stale;
  }

  /** Forgets everything, as when the code or the environment changes. */
  clear(): number[] {
    const runs = [...this.#all];
    const stale = runs.flatMap((run) => [...run.watches]);
    for (const run of runs) this.#drop(run);
    return stale;
  }

  #rest(run: CachedRun): void {
    this.#idle.add(run);
    this.#idleCharacters += weight(run);
    for (const oldest of this.#idle) {
      if (this.#idle.size <= MAX_IDLE && this.#idleCharacters <= MAX_IDLE_CHARACTERS) return;
      // The newest is about to be used, however large it is.
      if (oldest !== run) this.#drop(oldest);
    }
  }

  #wakeUp(run: CachedRun): void {
    if (this.#idle.delete(run)) this.#idleCharacters -= weight(run);
  }

  #drop(run: CachedRun): void {
    run.valid = false;
    this.#all.delete(run);
    this.#reads.remove(run.intervals, run);
    this.#wakeUp(run);
    if (this.#byName.get(run.name) === run) this.#byName.delete(run.name);
  }
}
