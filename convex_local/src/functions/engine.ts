/**
 * The heart: one writer, snapshots by taking turns, exactly-once mutations, cached and watched
 * queries. Runs in the worker thread. Actions and HTTP: actions.ts. Time-driven work: scheduler.ts.
 */
import { Catalog } from "../database/catalog.ts";
import type { Interval } from "../database/read_set.ts";
import { NO_SCHEMA } from "../database/schema.ts";
import { Transaction } from "../database/transaction.ts";
import type { Storage } from "../storage/storage.ts";
import { parseJson, type Json } from "../values/json.ts";
import type { Timestamp } from "../values/timestamps.ts";
import { onAccountOf } from "./culprit.ts";
import { Durability } from "./durability.ts";
import { FunctionLog, type Execution, type ExecutionKind, type LogEvents } from "./function_log.ts";
import type { CallReply, CallRequest, Outcome, WatchReply, WatchSpec } from "./messages.ts";
import { QueryCache, type CachedRun } from "./query_cache.ts";
import type { RegisteredFunction, Registry } from "./registry.ts";
import { newRun, type Journal } from "./run.ts";
import { notFound, Runner } from "./runner.ts";
import { earlierReply, rememberReply } from "./requests.ts";
import type { Services } from "./services.ts";
import { Turns } from "./turns.ts";

const CLOCK_FRESH_MS = 17_000;

export interface EngineEvents extends LogEvents {
  stale(watches: readonly number[], ts: Timestamp): void;
  /** Time-driven work was added or moved. */
  scheduled(): void;
  /** The data file refused a commit: what is in memory is ahead of it. */
  broken(error: unknown): void;
}

export interface EngineSetup {
  readonly storage: Storage;
  readonly services: Services;
  readonly events: EngineEvents;
  /** The vendor's own queries (`_system/…`), which the admin key may run. */
  readonly system: (path: string) => SystemQuery | undefined;
  readonly nowMs: () => number;
}

/** Answers with JSON text; what it reads through the transaction is watched like anything else. */
export type SystemQuery = (transaction: Transaction, args: Json) => string;

interface Watch {
  readonly spec: WatchSpec;
  journal: string | null;
  run: CachedRun | undefined;
}

export interface Committed<T> {
  readonly value: T;
  readonly ts: Timestamp;
}

export class Engine {
  readonly storage: Storage;
  readonly catalog: Catalog;
  readonly turns = new Turns();
  readonly durability: Durability;
  readonly cache = new QueryCache();
  readonly log: FunctionLog;
  readonly #setup: EngineSetup;
  readonly #watches = new Map<number, Watch>();
  #runner: Runner | undefined;
  #ts: Timestamp;

  constructor(setup: EngineSetup) {
    this.#setup = setup;
    this.storage = setup.storage;
    this.catalog = new Catalog(setup.storage);
    this.log = new FunctionLog(setup.events, setup.nowMs);
    this.#ts = Math.max(setup.storage.timestamp(), Math.floor(setup.nowMs() * 1000));
    this.durability = new Durability({
      storage: setup.storage,
      turns: this.turns,
      ts: this.#ts,
      broken: (error) => setup.events.broken(error),
    });
  }

  get runner(): Runner {
    if (this.#runner === undefined) throw new Error("No functions are loaded yet.");
    return this.#runner;
  }

  get services(): Services {
    return this.#setup.services;
  }

  get watchCount(): number {
    return this.#watches.size;
  }

  nowMs(): number {
    return this.#setup.nowMs();
  }

  /** Puts new functions in place; every watched query runs anew. */
  adopt(registry: Registry): void {
    this.#runner = new Runner(registry, this.#setup.services);
    this.forgetResults();
  }

  forgetResults(): void {
    const stale = new Set(this.cache.clear());
    for (const [id, watch] of this.#watches) {
      watch.run = undefined;
      stale.add(id);
    }
    if (stale.size > 0) this.#setup.events.stale([...stale], this.#ts);
  }

  resolve(request: Pick<CallRequest, "path" | "kind" | "admin">): RegisteredFunction {
    const registered = this.runner.registry.find(request.path);
    if (registered === undefined || (registered.internal && !request.admin))
      throw notFound(request.path, request.admin);
    return request.kind === "any" ? registered : this.runner.find(request.path, request.kind);
  }

  async query(request: CallRequest): Promise<CallReply> {
    const reply = await this.turns.take(async () => {
      const spec = { ...request, journal: null, watch: -1 };
      const run = await this.#runQuery(spec, null);
      return { outcome: run.outcome, ts: this.durability.settledFor([run.intervals]) };
    });
    await this.durability.reached(reply.ts);
    return reply;
  }

  /** Runs a mutation once: a repeated (session, request) is answered from the first time. */
  async mutate(request: CallRequest): Promise<CallReply> {
    const reply = await this.turns.take(() => this.#mutate(request));
    await this.durability.reached(reply.ts);
    return reply;
  }

  async #mutate(request: CallRequest): Promise<CallReply> {
    this.log.counts.mutations += 1;
    const before = earlierReply(this.storage, request, this.#ts);
    if (before !== undefined) return before;
    const logs: string[] = [];
    const execution = this.began("mutation", request, logs);
    try {
      const registered = this.resolve({ ...request, kind: "mutation" });
      const { value, ts } = await this.#write(async (transaction) => {
        const run = newRun(transaction, {
          logs,
          identity: parseJson(request.identity),
          requestId: request.requestId,
        });
        const result = await this.runner.run(registered, parseJson(request.args), run);
        rememberReply(this.storage, request, { ts: transaction.ts, result, logs });
        return result;
      });
      this.log.done(execution);
      return { outcome: { ok: true, value, logs, journal: null }, ts };
    } catch (error) {
      return { outcome: this.log.failed(execution, error), ts: this.#ts };
    }
  }

  began(
    kind: ExecutionKind,
    request: { readonly path: string; readonly requestId: string },
    logs: readonly string[],
  ): Execution {
    const { path, requestId } = request;
    return { kind, path, requestId, logs, began: performance.now() };
  }

  /** A write of the runtime's own, durable when the promise resolves. */
  async transact<T>(work: (transaction: Transaction) => T | Promise<T>): Promise<Committed<T>> {
    const done = await this.turns.take(() => this.#write(work));
    await this.durability.reached(done.ts);
    return done;
  }

  /** Reads with the turn held; nothing is watched. */
  async read<T>(work: (transaction: Transaction) => T | Promise<T>): Promise<T> {
    const { value, ts } = await this.turns.take(async () => ({
      value: await work(this.#transaction(this.#ts, false)),
      ts: this.#ts,
    }));
    await this.durability.reached(ts);
    return value;
  }

  #transaction(ts: Timestamp, writable: boolean): Transaction {
    const schema = this.#runner?.registry.schema ?? NO_SCHEMA;
    return new Transaction({ storage: this.storage, catalog: this.catalog, schema, ts, writable });
  }

  async #write<T>(work: (transaction: Transaction) => T | Promise<T>): Promise<Committed<T>> {
    const ts = Math.max(this.#ts + 1, Math.floor(this.nowMs() * 1000));
    const transaction = this.#transaction(ts, true);
    this.durability.join();
    this.storage.begin();
    let value: T;
    try {
      value = await work(transaction);
      this.storage.commit();
    } catch (error) {
      this.#undo(transaction);
      throw error;
    }
    if (transaction.generation === 0 && transaction.afterCommit.length === 0) {
      this.durability.leave();
      return { value, ts: this.#ts };
    }
    this.#committed(transaction);
    return { value, ts };
  }

  #undo(transaction: Transaction): void {
    try {
      this.storage.rollback();
      this.durability.leave();
      if (transaction.writes.some((write) => write.index === 0)) this.catalog.reload();
    } catch (error) {
      this.durability.fail(error);
      throw error;
    }
  }

  #committed(transaction: Transaction): void {
    this.#ts = transaction.ts;
    const stale = this.cache.invalidate(transaction.writes);
    for (const id of stale) {
      const watch = this.#watches.get(id);
      if (watch !== undefined) watch.run = undefined;
    }
    this.durability.committed(transaction.ts, transaction.writes);
    if (transaction.schedules) this.#setup.events.scheduled();
    // Watches hear of it when it is on disk: sooner, all they could do is wait.
    if (stale.length > 0)
      transaction.afterCommit.push(() => this.#setup.events.stale(stale, transaction.ts));
    if (transaction.afterCommit.length > 0) void this.#afterwards(transaction);
  }

  async #afterwards(transaction: Transaction): Promise<void> {
    try {
      await this.durability.reached(transaction.ts);
    } catch {
      return; // Nothing of it happened.
    }
    // Whoever wrote hears first, so that its answer and its update share one transition.
    setImmediate(() => {
      for (const work of transaction.afterCommit) work();
    });
  }

  async #runQuery(
    spec: WatchSpec & { requestId?: string },
    journalText: string | null,
  ): Promise<CachedRun> {
    const base = `${spec.admin ? "admin" : ""}\n${spec.path}\n${spec.args}\n${journalText ?? ""}`;
    const cached = this.cache.find(base, spec.identity, this.nowMs());
    if (cached !== undefined) return cached;
    this.log.counts.queries += 1;
    const transaction = this.#transaction(this.#ts, false);
    const journal: Journal = { before: journalText, after: null, paginated: false };
    const logs: string[] = [];
    const { path, admin, identity, requestId = "" } = spec;
    const execution = this.began("query", { path, requestId }, logs);
    const run = newRun(transaction, {
      logs,
      identity: parseJson(identity),
      requestId,
      journal,
    });
    let outcome: Outcome;
    try {
      const args = parseJson(spec.args);
      const system = admin ? this.#setup.system(path) : undefined;
      const value =
        system === undefined
          ? await this.runner.run(this.resolve({ path, admin, kind: "query" }), args, run)
          : system(transaction, args);
      outcome = { ok: true, value, logs, journal: journal.after };
      if (system === undefined) this.log.done(execution);
    } catch (error) {
      outcome = { ...this.log.failed(execution, error), journal: journalText };
    }
    const fresh: CachedRun = {
      outcome,
      ts: transaction.ts,
      intervals: transaction.intervals(),
      readAuth: run.observed.auth,
      freshUntil: run.observed.clock ? this.nowMs() + CLOCK_FRESH_MS : Infinity,
      name: run.observed.auth ? `${base}\n${spec.identity}` : base,
      watches: new Set(),
      valid: true,
    };
    this.cache.add(fresh);
    return fresh;
  }

  /** Answers watches at one snapshot: for each that is not up to date, its newest result. */
  async evaluate(define: readonly WatchSpec[], watches: readonly number[]): Promise<WatchReply> {
    for (const spec of define)
      this.#watches.set(spec.watch, { spec, journal: spec.journal, run: undefined });
    const reply = await this.turns.take(async () => {
      const results: { watch: number; outcome: Outcome }[] = [];
      const reads: (readonly Interval[])[] = [];
      for (const id of watches) {
        const watch = this.#watches.get(id);
        if (watch === undefined) continue;
        if (watch.run === undefined) {
          watch.run = await onAccountOf(`watch:${id}`, async () =>
            this.#runQuery(watch.spec, watch.journal),
          );
          watch.journal = watch.run.outcome.journal;
          this.cache.watch(watch.run, id);
          results.push({ watch: id, outcome: watch.run.outcome });
        }
        if (watch.run.ts > this.durability.durable) reads.push(watch.run.intervals);
      }
      return { ts: this.durability.settledFor(reads), results };
    });
    await this.durability.reached(reply.ts);
    return reply;
  }

  release(watches: readonly number[]): void {
    for (const id of watches) {
      const run = this.#watches.get(id)?.run;
      if (run !== undefined) this.cache.unwatch(run, id);
      this.#watches.delete(id);
    }
  }
}
