/**
 * Results of queries that are still true. Equal queries share one run; a result that read the
 * identity is shared by that identity only. A commit removes exactly the results whose read
 * intervals it touched, and tells whose watches have become stale.
 */
import { ReadIndex, type Interval, type WrittenKey } from "../database/read_set.ts";
import type { Outcome } from "./messages.ts";

export interface CachedRun {
  readonly outcome: Outcome;
  readonly intervals: readonly Interval[];
  readonly readAuth: boolean;
  /** Past this time (ms) a result that read the clock is not given to newcomers. */
  readonly freshUntil: number;
  readonly name: string;
  readonly watches: Set<number>;
  valid: boolean;
}

const MAX_IDLE = 2000;

export class QueryCache {
  readonly #byName = new Map<string, CachedRun>();
  readonly #reads = new ReadIndex<CachedRun>();
  readonly #idle = new Set<CachedRun>();
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
    // Failures are never shared, but those who watch them must learn when to try again.
    if (run.outcome.ok) this.#byName.set(run.name, run);
    this.#rest(run);
  }

  watch(run: CachedRun, watch: number): void {
    run.watches.add(watch);
    this.#idle.delete(run);
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
    const runs = new Set([...this.#byName.values(), ...this.#idle]);
    const stale = [...runs].flatMap((run) => [...run.watches]);
    for (const run of runs) this.#drop(run);
    return stale;
  }

  drop(run: CachedRun): void {
    this.#drop(run);
  }

  #rest(run: CachedRun): void {
    this.#idle.add(run);
    if (this.#idle.size <= MAX_IDLE) return;
    const [oldest] = this.#idle;
    if (oldest !== undefined) this.#drop(oldest);
  }

  #drop(run: CachedRun): void {
    run.valid = false;
    this.#reads.remove(run.intervals, run);
    this.#idle.delete(run);
    if (this.#byName.get(run.name) === run) this.#byName.delete(run.name);
  }
}
