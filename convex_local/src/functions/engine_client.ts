/**
 * The front's side of the engine thread. Watches over it: when user code holds the thread for
 * too long, the thread is ended and started anew, the culprit gets an error, and everything that
 * can be repeated (queries, and mutations by their request key) is sent again.
 */
import { Worker } from "node:worker_threads";
import type { Bundle } from "./bundle.ts";
import { SharedNote, STORAGE } from "./culprit.ts";
import { BadRequest } from "./errors.ts";
import type {
  CallReply,
  CallRequest,
  EngineOperation,
  EngineOptions,
  EngineRequests,
  FromEngine,
  LoadReply,
  ToEngine,
} from "./messages.ts";

interface Pending {
  readonly operation: EngineOperation;
  readonly argument: unknown;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

export interface LogEntry {
  readonly path: string;
  readonly kind: string;
  readonly lines: readonly string[];
  readonly error: string | null;
}

export interface EngineListener {
  stale(watches: readonly number[]): void;
  /** A new thread runs; every watch must be defined again. `stalled` is the watch to blame, if one was. */
  restarted(stalled: number | null): void;
  log(entry: LogEntry): void;
}

const LOOK_EVERY_MS = 250;
const LONG_WORK: ReadonlySet<EngineOperation> = new Set([
  "open",
  "load",
  "beginImport",
  "performImport",
  "requestExport",
]);
const LONG_WORK_MS = 600_000;
const REPEATABLE: ReadonlySet<EngineOperation> = new Set([
  "findFile",
  "environment",
  "metrics",
  "logs",
  "requestExport",
]);
const HEAP_MB = 2048;

const REOPEN_MS = 1000;
const CLOSE_MS = 5000;

function failed(message: string): CallReply {
  return { outcome: { ok: false, failure: { message }, logs: [], journal: null }, ts: 0 };
}

const INTERRUPTED = failed("Transient error: the action was interrupted by a restart");

export class EngineClient {
  readonly #options: EngineOptions;
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | undefined;
  #note = new SharedNote();
  #nextId = 1;
  #bundle: Bundle | undefined;
  #guard: NodeJS.Timeout | undefined;
  #lastBeat = 0;
  #lastChange = 0;
  #restarting = false;
  #closing = false;
  restarts = 0;
  listener: EngineListener | undefined;

  constructor(options: EngineOptions) {
    this.#options = options;
  }

  async open(): Promise<void> {
    this.#start();
    this.#guard = setInterval(() => this.#look(), LOOK_EVERY_MS);
    await this.request("open", { ...this.#options, stalled: null });
  }

  /** Loads functions; the last bundle that loaded is what a restart brings back. */
  async load(bundle: Bundle, checkOnly: boolean): Promise<LoadReply> {
    const reply = await this.request("load", { bundle, checkOnly });
    if (!checkOnly) this.#bundle = bundle;
    return reply;
  }

  async request<K extends EngineOperation>(
    operation: K,
    argument: EngineRequests[K][0],
  ): Promise<EngineRequests[K][1]> {
    const id = this.#nextId++;
    return new Promise<EngineRequests[K][1]>((resolve, reject) => {
      this.#pending.set(id, { operation, argument, resolve, reject });
      if (!this.#restarting || operation === "open" || operation === "load")
        this.#send(id, operation, argument);
    });
  }

  release(watches: readonly number[]): void {
    if (watches.length > 0 && !this.#restarting) this.#post({ type: "release", watches });
  }

  async close(): Promise<void> {
    this.#closing = true;
    clearInterval(this.#guard);
    // Code that holds the thread is not waited for: what was acknowledged is on disk.
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise((resolve) => {
      timer = setTimeout(resolve, Math.min(this.#options.stallMs, CLOSE_MS));
    });
    await Promise.race([this.request("close", null).catch(() => undefined), patience]);
    clearTimeout(timer);
    await this.#worker?.terminate();
  }

  #start(): void {
    this.#note = new SharedNote();
    this.#lastBeat = -1;
    const worker = new Worker(new URL("./worker.ts", import.meta.url), {
      workerData: { memory: this.#note.memory },
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    this.#worker = worker;
    worker.on("message", (message: FromEngine) => this.#receive(message));
    const ended = (why: string) => {
      if (this.#worker !== worker) return;
      const storage = this.#note.read() === STORAGE;
      const what = storage
        ? "The data file cannot be written"
        : "The function ended the engine's thread";
      void this.#restart(`${what}: ${why}`);
    };
    worker.on("error", (error: Error) => ended(error.message));
    worker.on("exit", (code) => ended(`it exited with ${code}`));
  }

  #send(id: number, operation: EngineOperation, argument: unknown): void {
    this.#post({ type: "request", id, operation, argument } as ToEngine);
  }

  #post(message: ToEngine): void {
    this.#worker?.postMessage(message);
  }

  #look(): void {
    const now = performance.now();
    const beats = this.#note.beats;
    if (beats !== this.#lastBeat) {
      this.#lastBeat = beats;
      this.#lastChange = now;
      return;
    }
    const long = [...this.#pending.values()].some(({ operation }) => LONG_WORK.has(operation));
    const limit = long ? LONG_WORK_MS : this.#options.stallMs;
    if (now - this.#lastChange > limit)
      void this.#restart(
        `Function execution timed out (it held the engine for ${limit / 1000}s without a pause)`,
      );
  }

  async #restart(why: string): Promise<void> {
    if (this.#restarting || this.#closing) return;
    this.#restarting = true;
    this.restarts += 1;
    const culprit = this.#note.read();
    await this.#worker?.terminate();
    this.listener?.log({
      path: culprit,
      kind: "runtime",
      lines: [],
      error: `the engine is started anew. ${why}`,
    });
    this.#settle(culprit, why);
    try {
      this.#start();
      await this.request("open", { ...this.#options, stalled: culprit });
      if (this.#bundle !== undefined) await this.load(this.#bundle, false);
    } catch (error) {
      this.#failAll(error);
      // A disk that was full may have room again.
      setTimeout(() => void this.#restart(why), REOPEN_MS).unref();
      return;
    } finally {
      this.#restarting = false;
    }
    for (const [id, pending] of this.#pending) this.#send(id, pending.operation, pending.argument);
    const [kind, id] = culprit.split(":");
    this.listener?.restarted(kind === "watch" ? Number(id) : null);
  }

  /** Answers what cannot be repeated; the rest stays pending and is sent again. */
  #settle(culprit: string, why: string): void {
    for (const [id, pending] of [...this.#pending]) {
      const call = pending.operation === "call" ? (pending.argument as CallRequest) : undefined;
      if (call !== undefined && culprit === `call:${id}`) this.#finish(id, failed(why));
      else if (call?.kind === "action" || call?.kind === "any") this.#finish(id, INTERRUPTED);
      else if (call === undefined && !REPEATABLE.has(pending.operation)) {
        this.#take(id)?.reject(
          new BadRequest("EngineRestarted", "The runtime restarted; try again.", 503),
        );
      }
    }
  }

  #finish(id: number, reply: CallReply): void {
    this.#take(id)?.resolve(reply as never);
  }

  #receive(message: FromEngine): void {
    switch (message.type) {
      case "stale":
        this.listener?.stale(message.watches);
        return;
      case "log":
        this.listener?.log(message);
        return;
      case "reply":
        this.#take(message.id)?.resolve(message.value as never);
        return;
      case "refused":
        this.#take(message.id)?.reject(
          new BadRequest(message.code, message.message, message.status),
        );
    }
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }

  #failAll(error: unknown): void {
    for (const pending of this.#pending.values()) pending.reject(error);
    this.#pending.clear();
  }
}
