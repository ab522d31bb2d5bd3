/**
 * What all sockets together watch. Equal queries of equal callers are one watch. When something
 * changes, all sockets concerned are brought to one snapshot by one question to the engine.
 */
import type { Outcome, WatchReply, WatchSpec } from "../functions/messages.ts";

export type QuerySpec = Omit<WatchSpec, "watch">;

export interface Watch {
  readonly id: number;
  readonly spec: QuerySpec;
  readonly subscribers: Set<Subscriber>;
  key: string;
  defined: boolean;
  journal: string | null;
  outcome: Outcome | undefined;
  /** Grows when the outcome changes in a way that a client can see. */
  version: number;
  references: number;
  /** Stalled the engine; not run again until the functions change. */
  barred: boolean;
}

export interface Subscriber {
  /** Everything it watches, with what it must be told next. */
  watched(): Iterable<Watch>;
  /** Called before its watches are evaluated. */
  prepare(): boolean;
  /** All its watches hold at this snapshot. False when it has changed meanwhile and must wait. */
  advance(ts: number, evaluated: ReadonlySet<number>): boolean;
}

export interface EvaluationPort {
  evaluate(define: readonly WatchSpec[], watches: readonly number[]): Promise<WatchReply>;
  release(watches: readonly number[]): void;
}

function keyOf(spec: QuerySpec, journal: string | null): string {
  return [spec.admin ? "a" : "", spec.path, spec.args, journal ?? "", spec.identity].join("\n");
}

function visible(outcome: Outcome): string {
  const body = outcome.ok ? outcome.value : JSON.stringify(outcome.failure);
  return `${body}\n${outcome.logs.join("\n")}`;
}

export class Watches {
  readonly #port: EvaluationPort;
  readonly #byKey = new Map<string, Watch>();
  readonly #byId = new Map<number, Watch>();
  #dirty = new Set<Subscriber>();
  #running = false;
  #nextId = 1;

  constructor(port: EvaluationPort) {
    this.#port = port;
  }

  get size(): number {
    return this.#byId.size;
  }

  add(spec: QuerySpec, subscriber: Subscriber): Watch {
    const key = keyOf(spec, spec.journal);
    let watch = this.#byKey.get(key);
    if (watch === undefined) {
      watch = {
        id: this.#nextId++,
        spec,
        key,
        subscribers: new Set(),
        defined: false,
        journal: spec.journal,
        outcome: undefined,
        version: 0,
        references: 0,
        barred: false,
      };
      this.#byKey.set(key, watch);
      this.#byId.set(watch.id, watch);
    }
    watch.references += 1;
    watch.subscribers.add(subscriber);
    return watch;
  }

  remove(watch: Watch, subscriber: Subscriber, stillWatched: boolean): void {
    watch.references -= 1;
    if (!stillWatched) watch.subscribers.delete(subscriber);
    if (watch.references > 0) return;
    if (this.#byKey.get(watch.key) === watch) this.#byKey.delete(watch.key);
    this.#byId.delete(watch.id);
    if (watch.defined) this.#port.release([watch.id]);
  }

  stale(ids: readonly number[]): void {
    for (const id of ids) {
      for (const subscriber of this.#byId.get(id)?.subscribers ?? []) this.#dirty.add(subscriber);
    }
    this.#wake();
  }

  /** The engine has forgotten everything. A query that stalled it is answered with an error instead. */
  reset(stalled: number | null): void {
    const culprit = stalled === null ? undefined : this.#byId.get(stalled);
    if (culprit !== undefined) {
      culprit.barred = true;
      culprit.version += 1;
      culprit.outcome = {
        ok: false,
        failure: { message: "Function execution timed out" },
        logs: [],
        journal: culprit.journal,
      };
    }
    for (const watch of this.#byId.values()) {
      watch.defined = false;
      for (const subscriber of watch.subscribers) this.#dirty.add(subscriber);
    }
    this.#wake();
  }

  /** New functions may behave: what was barred is tried again. */
  pardon(): void {
    for (const watch of this.#byId.values()) {
      if (!watch.barred) continue;
      watch.barred = false;
      for (const subscriber of watch.subscribers) this.#dirty.add(subscriber);
    }
    this.#wake();
  }

  touch(subscriber: Subscriber): void {
    this.#dirty.add(subscriber);
    this.#wake();
  }

  forget(subscriber: Subscriber): void {
    this.#dirty.delete(subscriber);
  }

  #wake(): void {
    if (this.#running || this.#dirty.size === 0) return;
    this.#running = true;
    // Everything that happens in this turn of the loop shares one evaluation.
    setImmediate(() => void this.#run());
  }

  async #run(): Promise<void> {
    try {
      while (this.#dirty.size > 0) await this.#round();
    } finally {
      this.#running = false;
    }
  }

  async #round(): Promise<void> {
    const subscribers = [...this.#dirty].filter((subscriber) => subscriber.prepare());
    this.#dirty = new Set();
    const wanted = new Set<number>();
    const define: WatchSpec[] = [];
    for (const subscriber of subscribers) {
      for (const watch of subscriber.watched()) {
        if (wanted.has(watch.id)) continue;
        wanted.add(watch.id);
        if (watch.barred) continue;
        if (!watch.defined) define.push({ ...watch.spec, journal: watch.journal, watch: watch.id });
        watch.defined = true;
      }
    }
    const reply = await this.#evaluate(define, wanted);
    if (reply === undefined) {
      for (const subscriber of subscribers) this.#dirty.add(subscriber);
      return;
    }
    for (const { watch: id, outcome } of reply.results) this.#apply(id, outcome);
    for (const subscriber of subscribers) {
      if (!subscriber.advance(reply.ts, wanted)) this.#dirty.add(subscriber);
    }
  }

  async #evaluate(
    define: readonly WatchSpec[],
    wanted: ReadonlySet<number>,
  ): Promise<WatchReply | undefined> {
    try {
      return await this.#port.evaluate(
        define,
        [...wanted].filter((id) => this.#byId.get(id)?.barred !== true),
      );
    } catch {
      // The engine is starting anew or stopping; all is asked again when it is back.
      for (const id of wanted) {
        const watch = this.#byId.get(id);
        if (watch !== undefined) watch.defined = false;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
      return undefined;
    }
  }

  #apply(id: number, outcome: Outcome): void {
    const watch = this.#byId.get(id);
    if (watch === undefined) {
      this.#port.release([id]);
      return;
    }
    if (watch.outcome === undefined || visible(watch.outcome) !== visible(outcome))
      watch.version += 1;
    watch.outcome = outcome;
    if (outcome.journal !== watch.journal) this.#rekey(watch, outcome.journal);
  }

  /** A page that has fixed its end is no longer what a newcomer without a journal asks for. */
  #rekey(watch: Watch, journal: string | null): void {
    if (this.#byKey.get(watch.key) === watch) this.#byKey.delete(watch.key);
    watch.journal = journal;
    watch.key = keyOf(watch.spec, journal);
    if (!this.#byKey.has(watch.key)) this.#byKey.set(watch.key, watch);
  }
}
