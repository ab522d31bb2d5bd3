/** Group commit: many commits share one wait for the disk, and answers wait for theirs. */
import type { Storage } from "../storage/storage.ts";
import type { Timestamp } from "../values/timestamps.ts";

interface Waiter {
  readonly ts: Timestamp;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export class Durability {
  readonly #storage: Storage;
  #committed: Timestamp;
  #durable: Timestamp;
  #waiters: Waiter[] = [];
  #flushing = false;
  flushes = 0;

  constructor(storage: Storage, ts: Timestamp) {
    this.#storage = storage;
    this.#committed = ts;
    this.#durable = ts;
  }

  committed(ts: Timestamp): void {
    this.#committed = ts;
    if (!this.#flushing) void this.#flush();
  }

  /** Resolves when the commit of that timestamp is on disk. */
  async reached(ts: Timestamp): Promise<void> {
    if (ts <= this.#durable) return;
    await new Promise<void>((resolve, reject) => this.#waiters.push({ ts, resolve, reject }));
  }

  async #flush(): Promise<void> {
    this.#flushing = true;
    try {
      while (this.#durable < this.#committed) {
        const target = this.#committed;
        await this.#storage.flush();
        this.flushes += 1;
        this.#durable = target;
        const done = this.#waiters.filter((waiter) => waiter.ts <= target);
        this.#waiters = this.#waiters.filter((waiter) => waiter.ts > target);
        for (const waiter of done) waiter.resolve();
      }
    } catch (error) {
      // A disk that cannot keep what we promised: nobody gets an acknowledgement.
      for (const waiter of this.#waiters) waiter.reject(error);
      this.#waiters = [];
    } finally {
      this.#flushing = false;
    }
  }
}
