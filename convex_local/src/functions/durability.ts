/**
 * Group commit. Writes that arrive together share one SQLite transaction (each in a savepoint of
 * its own) and one wait for the disk; answers wait for theirs. While one group is on its way to
 * the disk the next one fills.
 *
 *   join ─ write ─ committed ─ … ─ settle (COMMIT) ─ flush (disk) ─▶ reached
 */
import { holdsAny, type Interval, type WrittenKey } from "../database/read_set.ts";
import type { Storage } from "../storage/storage.ts";
import type { Timestamp } from "../values/timestamps.ts";
import type { Turns } from "./turns.ts";

interface Waiter {
  readonly ts: Timestamp;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

interface Pending {
  readonly ts: Timestamp;
  readonly writes: readonly WrittenKey[];
}

export class Durability {
  readonly #storage: Storage;
  readonly #turns: Turns;
  readonly #broken: (error: unknown) => void;
  #committed: Timestamp;
  #settled: Timestamp;
  #durable: Timestamp;
  #waiters: Waiter[] = [];
  /** Commits that are not on disk yet, oldest first. */
  #pending: Pending[] = [];
  #open = false;
  #flushing: Promise<void> | undefined;
  #failure: { readonly error: unknown } | undefined;
  flushes = 0;

  constructor(setup: {
    storage: Storage;
    turns: Turns;
    ts: Timestamp;
    broken: (error: unknown) => void;
  }) {
    this.#storage = setup.storage;
    this.#turns = setup.turns;
    this.#broken = setup.broken;
    this.#committed = setup.ts;
    this.#settled = setup.ts;
    this.#durable = setup.ts;
  }

  /** The newest snapshot that is on disk. */
  get durable(): Timestamp {
    return this.#durable;
  }

  /** With the turn held: what is written next belongs to the open group. */
  join(): void {
    if (this.#open) return;
    this.#storage.begin();
    this.#open = true;
  }

  /** With the turn held: a write of the open group is complete. */
  committed(ts: Timestamp, writes: readonly WrittenKey[]): void {
    this.#committed = ts;
    this.#pending.push({ ts, writes });
    this.#flushing ??= this.#flush();
  }

  /** With the turn held: ends a group in which nothing happened. */
  leave(): void {
    if (this.#committed === this.#settled) this.settle();
  }

  /** With the turn held: ends the group, so that its writes are one commit. */
  settle(): void {
    if (!this.#open || this.#failure !== undefined) return;
    if (this.#committed > this.#settled) this.#storage.setMeta("ts", this.#committed);
    this.#storage.commit();
    this.#open = false;
    this.#settled = this.#committed;
  }

  /** Resolves when the commit of that timestamp is on disk. */
  async reached(ts: Timestamp): Promise<void> {
    if (ts <= this.#durable) return;
    if (this.#failure !== undefined) throw this.#failure.error;
    await new Promise<void>((resolve, reject) => this.#waiters.push({ ts, resolve, reject }));
  }

  /** Resolves when nothing is on its way to the disk. */
  async idle(): Promise<void> {
    while (this.#flushing !== undefined) await this.#flushing;
  }

  /**
   * The oldest snapshot at which results that hold at the newest one are known to hold too. It is
   * the durable one unless a commit still on its way touched what was read: then only the newest.
   */
  settledFor(reads: Iterable<readonly Interval[]>): Timestamp {
    if (this.#pending.length === 0) return this.#durable;
    for (const intervals of reads) {
      if (this.#pending.some(({ writes }) => holdsAny(intervals, writes))) return this.#committed;
    }
    return this.#durable;
  }

  /** What was not acknowledged is lost; nobody gets an answer, and the engine must start anew. */
  fail(error: unknown): void {
    if (this.#failure !== undefined) return;
    this.#failure = { error };
    for (const waiter of this.#waiters) waiter.reject(error);
    this.#waiters = [];
    this.#broken(error);
  }

  async #flush(): Promise<void> {
    try {
      while (this.#durable < this.#committed) {
        // The turn comes after all who wait for theirs already: they are one group.
        await this.#turns.take(() => this.settle());
        if (this.#failure !== undefined) return;
        const target = this.#settled;
        await this.#storage.flush();
        this.flushes += 1;
        this.#durable = target;
        this.#pending = this.#pending.filter(({ ts }) => ts > target);
        const done = this.#waiters.filter((waiter) => waiter.ts <= target);
        this.#waiters = this.#waiters.filter((waiter) => waiter.ts > target);
        for (const waiter of done) waiter.resolve();
      }
    } catch (error) {
      this.fail(error);
    } finally {
      this.#flushing = undefined;
    }
  }
}
