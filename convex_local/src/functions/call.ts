/**
 * One running function, and which one is running: the sandbox's `Convex` global, clock, random
 * numbers and console all ask here. Asynchronous context keeps interleaved calls apart.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { inspect } from "node:util";
import type { Json } from "../values/json.ts";
import { noteOrigin } from "./culprit.ts";

export type FunctionKind = "query" | "mutation" | "action" | "http";

/** What the runtime answers to the package's syscalls, for one kind of function. */
export interface Syscalls {
  sync(operation: string, argument: Json): Json | string;
  async(operation: string, argument: Json): Promise<string>;
  js(operation: string, argument: Record<string, unknown>): unknown;
}

export interface CallSetup {
  readonly kind: FunctionKind;
  readonly path: string;
  readonly now: number;
  readonly seed: number;
  readonly requestId: string;
}

const MAX_LOG_LINES = 256;
const MAX_LOG_BYTES = 32 * 1024;

/** Small, fast and seeded (mulberry32): repeatable, and never used for secrets. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export class Call {
  readonly setup: CallSetup;
  readonly random: () => number;
  readonly logs: string[] = [];
  syscalls: Syscalls | undefined;
  closed = false;
  readClock = false;
  readonly timers = new Set<NodeJS.Timeout>();

  constructor(setup: CallSetup) {
    this.setup = setup;
    this.random = generator(setup.seed);
  }

  log(level: string, values: readonly unknown[]): void {
    if (this.logs.length > MAX_LOG_LINES) return;
    if (this.logs.length === MAX_LOG_LINES) {
      this.logs.push("[ERROR] 'Log overflow (maximum 256). Remaining log lines omitted.'");
      return;
    }
    const text = values
      .map((value) => inspect(value, { depth: 6, breakLength: Infinity }))
      .join(" ");
    const cut =
      text.length > MAX_LOG_BYTES
        ? `${text.slice(0, MAX_LOG_BYTES)} (truncated due to length)`
        : text;
    this.logs.push(`[${level}] ${cut}`);
  }

  close(): void {
    this.closed = true;
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }
}

const storage = new AsyncLocalStorage<Call>();

export function runInCall<T>(call: Call, work: () => T): T {
  return storage.run(call, () => {
    noteOrigin();
    return work();
  });
}

/** The call in whose asynchronous context we are, if any. */
export function currentCall(): Call | undefined {
  return storage.getStore();
}

/** As above, for syscalls: refuses outside of a function and after it has returned. */
export function activeCall(): Call & { syscalls: Syscalls } {
  const call = storage.getStore();
  if (call?.syscalls === undefined) {
    throw new Error(
      "The Convex database and auth objects are being used outside of a Convex backend function.",
    );
  }
  if (call.closed) {
    throw new Error(
      `The function ${call.setup.path} has already returned; did you forget to await a promise?`,
    );
  }
  return call as Call & { syscalls: Syscalls };
}
