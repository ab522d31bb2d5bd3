/**
 * The heart: one writer, snapshots by taking turns, exactly-once mutations, cached and watched
 * queries. Runs in the worker thread. Actions and HTTP: actions.ts. Time-driven work: scheduler.ts.
 */
import { Catalog } from "../database/catalog.ts";
import { NO_SCHEMA } from "../database/schema.ts";
import { Transaction } from "../database/transaction.ts";
import type { Storage } from "../storage/storage.ts";
import { parseJson, type Json } from "../values/json.ts";
import type { Timestamp } from "../values/timestamps.ts";
import { onAccountOf } from "./culprit.ts";
import { Durability } from "./durability.ts";
import { FunctionFailed } from "./errors.ts";
import type { CallReply, CallRequest, Outcome, WatchReply, WatchSpec } from "./messages.ts";
import { QueryCache, type CachedRun } from "./query_cache.ts";
import type { RegisteredFunction, Registry } from "./registry.ts";
import type { Journal, Run } from "./run.ts";
import { notFound, Runner } from "./runner.ts";
import { earlierReply, rememberReply } from "./requests.ts";
import type { Services } from "./services.ts";
import { Turns } from "./turns.ts";

const CLOCK_FRESH_MS = 17_000;

export interface EngineEvents {
  stale(watches: readonly number[], ts: Timestamp): void;
  /** Time-driven work was added or moved. */
  scheduled(): void;
  log(entry: { path: string; kind: string; lines: readonly string[]; error: string | null }): void;
}

export interface EngineSetup {
  readonly storage: Storage;
  readonly services: Services;
  readonly events: EngineEvents;
  readonly nowMs: () => number;
}

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
  readonly counts = { queries: 0, mutations: 0, actions: 0, http: 0, failures: 0 };
  readonly #setup: EngineSetup;
  readonly #watches = new Map<number, Watch>();
  #runner: Runner | undefined;
  #ts: Timestamp;

  constructor(setup: EngineSetup) {
    this.#setup = setup;
    this.storage = setup.storage;
    this.catalog = new Catalog(setup.storage);
    this.#ts = Math.max(setup.storage.timestamp(), Math.floor(setup.nowMs() * 1000));
    this.durability = new Durability(setup.storage, this.#ts);
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
      throw notFound(request.path);
    return request.kind === "any" ? registered : this.runner.find(request.path, request.kind);
  }

  async query(request: CallRequest): Promise<CallReply> {
    const reply = await this.turns.take(async () => {
      const spec = { ...request, journal: null, watch: -1 };
      const { outcome } = await this.#runQuery(spec, null);
      return { outcome, ts: this.#ts };
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
    this.counts.mutations += 1;
    const before = earlierReply(this.storage, request, this.#ts);
    if (before !== undefined) return before;
    const logs: string[] = [];
    try {
      const registered = this.resolve({ ...request, kind: "mutation" });
      const { value, ts } = await this.#write(async (transaction) => {
        const run = this.newRun(transaction, {
          logs,
          identity: parseJson(request.identity),
          requestId: request.requestId,
        });
        const result = await this.runner.run(registered, parseJson(request.args), run);
        rememberReply(this.storage, request, { ts: transaction.ts, result, logs });
        return result;
      });
      this.#log({ path: request.path, kind: "mutation", lines: logs, error: null });
      return { outcome: { ok: true, value, logs, journal: null }, ts };
    } catch (error) {
      return { outcome: this.failed(request.path, "mutation", { error, logs }), ts: this.#ts };
    }
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
    this.storage.begin();
    let value: T;
    try {
      value = await work(transaction);
      if (transaction.generation === 0 && transaction.afterCommit.length === 0) {
        this.storage.commit();
        return { value, ts: this.#ts };
      }
      this.storage.setMeta("ts", ts);
      this.storage.commit();
    } catch (error) {
      this.storage.rollback();
      if (transaction.writes.some((write) => write.index === 0)) this.catalog.reload();
      throw error;
    }
    this.#committed(transaction);
    return { value, ts };
  }

  #committed(transaction: Transaction): void {
    this.#ts = transaction.ts;
    const stale = this.cache.invalidate(transaction.writes);
    if (stale.length > 0) {
      for (const id of stale) {
        const watch = this.#watches.get(id);
        if (watch !== undefined) watch.run = undefined;
      }
      this.#setup.events.stale(stale, transaction.ts);
    }
    this.durability.committed(transaction.ts);
    if (transaction.schedules) this.#setup.events.scheduled();
    if (transaction.afterCommit.length > 0) {
      void this.durability.reached(transaction.ts).then(() => {
        for (const work of transaction.afterCommit) work();
      });
    }
  }

  newRun(
    transaction: Transaction,
    given: { logs: string[]; identity: Json; requestId: string; journal?: Journal },
  ): Run {
    return {
      transaction,
      identity: given.identity,
      observed: { auth: false, clock: false },
      journal: given.journal ?? { before: null, after: null, paginated: false },
      logs: given.logs,
      depth: 0,
      requestId: given.requestId,
      scheduledBy: null,
    };
  }

  failed(path: string, kind: string, what: { error: unknown; logs: readonly string[] }): Outcome {
    this.counts.failures += 1;
    const { error, logs } = what;
    if (!(error instanceof FunctionFailed)) throw error;
    this.#log({ path, kind, lines: logs, error: error.message });
    return { ok: false, failure: error.toFailure(), logs, journal: null };
  }

  /** An error that is ours: logged, so that background work never fails in silence. */
  report(path: string, error: unknown): void {
    this.#setup.events.log({ path, kind: "runtime", lines: [], error: String(error) });
  }

  #log(entry: {
    path: string;
    kind: string;
    lines: readonly string[];
    error: string | null;
  }): void {
    if (entry.lines.length > 0 || entry.error !== null) this.#setup.events.log(entry);
  }

  async #runQuery(
    spec: WatchSpec & { requestId?: string },
    journalText: string | null,
  ): Promise<CachedRun> {
    const base = `${spec.admin ? "admin" : ""}\n${spec.path}\n${spec.args}\n${journalText ?? ""}`;
    const cached = this.cache.find(base, spec.identity, this.nowMs());
    if (cached !== undefined) return cached;
    this.counts.queries += 1;
    const transaction = this.#transaction(this.#ts, false);
    const journal: Journal = { before: journalText, after: null, paginated: false };
    const logs: string[] = [];
    const identity = parseJson(spec.identity);
    const run = this.newRun(transaction, {
      logs,
      identity,
      requestId: spec.requestId ?? "",
      journal,
    });
    let outcome: Outcome;
    try {
      const registered = this.resolve({ path: spec.path, admin: spec.admin, kind: "query" });
      const value = await this.runner.run(registered, parseJson(spec.args), run);
      outcome = { ok: true, value, logs, journal: journal.after };
      this.#log({ path: spec.path, kind: "query", lines: logs, error: null });
    } catch (error) {
      outcome = { ...this.failed(spec.path, "query", { error, logs }), journal: journalText };
    }
    const fresh: CachedRun = {
      outcome,
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
      for (const id of watches) {
        const watch = this.#watches.get(id);
        if (watch === undefined || watch.run !== undefined) continue;
        watch.run = await onAccountOf(`watch:${id}`, async () =>
          this.#runQuery(watch.spec, watch.journal),
        );
        watch.journal = watch.run.outcome.journal;
        this.cache.watch(watch.run, id);
        results.push({ watch: id, outcome: watch.run.outcome });
      }
      return { ts: this.#ts, results };
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
