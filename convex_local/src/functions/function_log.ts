/**
 * What ran, for those who follow (`npx convex logs`, `/metrics`): the newest executions in a ring
 * that readers poll with a cursor, how many there were, and how long they took.
 */
import { FunctionFailed } from "./errors.ts";
import type { Outcome } from "./messages.ts";

const KEPT = 2000;
const WAIT_MS = 30_000;
/** Upper bounds in milliseconds; the last bucket has none. */
const BUCKETS = [1, 2, 5, 10, 25, 50, 100, 250, 1000, 5000] as const;

export interface LogEvents {
  log(entry: { path: string; kind: string; lines: readonly string[]; error: string | null }): void;
}

export type ExecutionKind = "query" | "mutation" | "action" | "http";

const UDF_TYPES = {
  query: "Query",
  mutation: "Mutation",
  action: "Action",
  http: "HttpAction",
} as const;

/** What is running; told to `done` or `failed` when it has ended. */
export interface Execution {
  readonly path: string;
  readonly kind: ExecutionKind;
  readonly requestId: string;
  readonly logs: readonly string[];
  /** `performance.now()` at the start. */
  readonly began: number;
}

interface Entry {
  readonly at: number;
  readonly execution: Execution;
  readonly seconds: number;
  readonly error: string | null;
}

class Durations {
  readonly #buckets = new Array<number>(BUCKETS.length).fill(0);
  #count = 0;
  #sum = 0;

  observe(milliseconds: number): void {
    this.#count += 1;
    this.#sum += milliseconds;
    const at = BUCKETS.findIndex((bound) => milliseconds <= bound);
    if (at >= 0) this.#buckets[at] = (this.#buckets[at] ?? 0) + 1;
  }

  figures(kind: string): [string, number][] {
    const label = `kind="${kind}"`;
    let below = 0;
    const buckets = BUCKETS.map((bound, at): [string, number] => {
      below += this.#buckets[at] ?? 0;
      return [`function_ms_bucket{${label},le="${bound}"}`, below];
    });
    return [
      ...buckets,
      [`function_ms_bucket{${label},le="+Inf"}`, this.#count],
      [`function_ms_sum{${label}}`, Math.round(this.#sum * 1000) / 1000],
      [`function_ms_count{${label}}`, this.#count],
    ];
  }
}

function toWire({ at, execution, seconds, error }: Entry): Record<string, unknown> {
  const { path, kind, requestId, logs } = execution;
  return {
    kind: "Completion",
    udfType: UDF_TYPES[kind],
    identifier: kind === "http" ? path : path.replace(/:default$/, ""),
    componentPath: null,
    timestamp: at / 1e6,
    executionTime: seconds,
    logLines: logs,
    error,
    success: error === null ? { status: "success" } : null,
    cachedResult: false,
    requestId,
    executionId: `${requestId}-${at}`,
  };
}

export class FunctionLog {
  readonly counts = { queries: 0, mutations: 0, actions: 0, http: 0, failures: 0 };
  readonly #events: LogEvents;
  readonly #nowMs: () => number;
  readonly #durations = new Map<ExecutionKind, Durations>();
  readonly #readers = new Set<() => void>();
  #entries: Entry[] = [];
  #newest = 0;

  constructor(events: LogEvents, nowMs: () => number) {
    this.#events = events;
    this.#nowMs = nowMs;
  }

  done(execution: Execution): void {
    this.#add(execution, null);
    const { path, kind, logs } = execution;
    if (logs.length > 0) this.#events.log({ path, kind, lines: logs, error: null });
  }

  /** The failure as the caller is told it. Raises what is not the function's own failure. */
  failed(execution: Execution, error: unknown): Outcome {
    this.counts.failures += 1;
    if (!(error instanceof FunctionFailed)) throw error;
    this.#add(execution, error.message);
    const { path, kind, logs } = execution;
    this.#events.log({ path, kind, lines: logs, error: error.message });
    return { ok: false, failure: error.toFailure(), logs, journal: null };
  }

  /** An error that is ours: logged, so that background work never fails in silence. */
  report(path: string, error: unknown): void {
    this.#events.log({ path, kind: "runtime", lines: [], error: String(error) });
  }

  figures(): Record<string, number> {
    const durations = [...this.#durations].flatMap(([kind, each]) => each.figures(kind));
    return { ...this.counts, ...Object.fromEntries(durations) };
  }

  /**
   * Executions after a cursor, as JSON text. The first call (cursor 0) is answered at once, so that
   * a reader learns where the present is; later ones wait until there is something.
   */
  async after(cursor: number): Promise<string> {
    const fresh = () => this.#entries.filter(({ at }) => at > cursor);
    if (cursor > 0 && this.#newest <= cursor) await this.#next();
    const entries = fresh();
    const newCursor = Math.max(cursor, entries.at(-1)?.at ?? 0, cursor === 0 ? this.#tick() : 0);
    return JSON.stringify({ entries: entries.map(toWire), newCursor });
  }

  async #next(): Promise<void> {
    await new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#readers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, WAIT_MS);
      this.#readers.add(wake);
    });
  }

  #tick(): number {
    return Math.max(this.#newest, Math.floor(this.#nowMs() * 1000));
  }

  #add(execution: Execution, error: string | null): void {
    const milliseconds = performance.now() - execution.began;
    let durations = this.#durations.get(execution.kind);
    if (durations === undefined) this.#durations.set(execution.kind, (durations = new Durations()));
    durations.observe(milliseconds);
    this.#newest = Math.max(this.#newest + 1, Math.floor(this.#nowMs() * 1000));
    this.#entries.push({ at: this.#newest, execution, seconds: milliseconds / 1000, error });
    if (this.#entries.length > 2 * KEPT) this.#entries = this.#entries.slice(-KEPT);
    for (const wake of this.#readers) wake();
  }
}
