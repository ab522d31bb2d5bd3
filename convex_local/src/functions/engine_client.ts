/**
 * The front's side of the engine thread. Watches over it: when user code holds the thread for
 * too long, the thread is ended and started anew, the culprits get an error, and everything that
 * can be repeated (queries, and mutations by their request key) is sent again.
 */
import { Worker } from "node:worker_threads";
import { BadRequest } from "./errors.ts";
import type { EngineOperation, EngineOptions, EngineRequests, FromEngine, ToEngine } from "./messages.ts";

interface Pending {
  readonly operation: EngineOperation;
  readonly argument: unknown;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

export interface EngineListener {
  stale(watches: readonly number[], ts: number): void;
  /** A new thread runs; every watch must be defined again. */
  restarted(): void;
  log(entry: { path: string; kind: string; lines: readonly string[]; error: string | null }): void;
}

export class EngineClient {
  readonly #options: EngineOptions;
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | undefined;
  #nextId = 1;
  listener: EngineListener | undefined;

  constructor(options: EngineOptions) {
    this.#options = options;
  }

  async open(): Promise<void> {
    this.#start();
    await this.request("open", this.#options);
  }

  #start(): void {
    const beat = new SharedArrayBuffer(4);
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: { beat } });
    this.#worker = worker;
    worker.on("message", (message: FromEngine) => this.#receive(message));
    worker.on("error", (error) => this.#failAll(error));
  }

  async request<K extends EngineOperation>(operation: K, argument: EngineRequests[K][0]): Promise<EngineRequests[K][1]> {
    const id = this.#nextId++;
    return new Promise<EngineRequests[K][1]>((resolve, reject) => {
      this.#pending.set(id, { operation, argument, resolve, reject });
      this.#send({ type: "request", id, operation, argument } as ToEngine);
    });
  }

  release(watches: readonly number[]): void {
    if (watches.length > 0) this.#send({ type: "release", watches });
  }

  #send(message: ToEngine): void {
    this.#worker?.postMessage(message);
  }

  #receive(message: FromEngine): void {
    switch (message.type) {
      case "stale":
        this.listener?.stale(message.watches, message.ts);
        return;
      case "log":
        this.listener?.log(message);
        return;
      case "reply":
        this.#take(message.id)?.resolve(message.value as never);
        return;
      case "refused":
        this.#take(message.id)?.reject(new BadRequest(message.code, message.message, message.status));
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

  async close(): Promise<void> {
    await this.request("close", null);
    await this.#worker?.terminate();
  }
}
