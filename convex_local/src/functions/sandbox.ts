/**
 * The two contexts in which project code runs. The database context (queries, mutations) has a
 * frozen clock, seeded random numbers and none of what Convex Cloud forbids there; the action
 * context has fetch and timers. Neither sees Node's globals.
 */
import vm from "node:vm";
import { carried } from "./addresses.ts";
import { activeCall, currentCall } from "./call.ts";
import { noteOrigin } from "./culprit.ts";
import type { Json } from "../values/json.ts";

export type Environment = Record<string, string>;

export interface SandboxSetup {
  readonly code: string;
  readonly filename: string;
  readonly environment: Environment;
  readonly deterministic: boolean;
}

const SHARED_NAMES = [
  "ArrayBuffer",
  "DataView",
  "Uint8Array",
  "Uint8ClampedArray",
  "Uint16Array",
  "Uint32Array",
  "Int8Array",
  "Int16Array",
  "Int32Array",
  "Float32Array",
  "Float64Array",
  "BigInt64Array",
  "BigUint64Array",
  "TextEncoder",
  "TextDecoder",
  "URL",
  "URLSearchParams",
  "Blob",
  "File",
  "FormData",
  "Headers",
  "Request",
  "Response",
  "ReadableStream",
  "WritableStream",
  "TransformStream",
  "Event",
  "EventTarget",
  "AbortController",
  "AbortSignal",
  "DOMException",
  "structuredClone",
  "atob",
  "btoa",
  "CryptoKey",
  "CompressionStream",
  "DecompressionStream",
  "TextDecoderStream",
  "TextEncoderStream",
  "queueMicrotask",
] as const;

const CONSOLE_LEVELS = {
  log: "LOG",
  debug: "DEBUG",
  info: "INFO",
  warn: "WARN",
  error: "ERROR",
  trace: "LOG",
};

const convexGlobal = {
  syscall(operation: string, argument: string): string {
    const answer = activeCall().syscalls.sync(operation, JSON.parse(argument) as Json);
    return JSON.stringify(answer);
  },
  // Not async functions: a query makes one such call a row, and each promise saved is felt.
  asyncSyscall(operation: string, argument: string): Promise<string> {
    try {
      const call = activeCall();
      const answer = call.syscalls.async(operation, JSON.parse(argument) as Json);
      // Actions interleave, so what runs after a wait must be put on its own account again.
      return call.setup.kind === "action" || call.setup.kind === "http"
        ? answer.finally(noteOrigin)
        : answer;
    } catch (error) {
      return Promise.reject(carried(error));
    }
  },
  jsSyscall(operation: string, argument: Record<string, unknown>): unknown {
    return activeCall().syscalls.js(operation, argument);
  },
};

function makeConsole(): Record<string, (...values: unknown[]) => void> {
  const lines = Object.entries(CONSOLE_LEVELS).map(([method, level]) => [
    method,
    (...values: unknown[]) => currentCall()?.log(level, values),
  ]);
  const quiet = ["time", "timeEnd", "timeLog", "group", "groupEnd", "count", "table", "assert"].map(
    (method) => [method, () => undefined],
  );
  return Object.fromEntries([...lines, ...quiet]) as Record<string, (...values: unknown[]) => void>;
}

function forbidden(name: string): () => never {
  return () => {
    throw new Error(
      `Can't use ${name} in queries and mutations. Please consider using an action. ` +
        "See https://docs.convex.dev/functions/actions for more details.",
    );
  };
}

function timers(): Record<string, unknown> {
  const track =
    (start: (work: () => void, ms?: number) => NodeJS.Timeout) =>
    (work: (...values: unknown[]) => void, ms?: number, ...values: unknown[]) => {
      const call = currentCall();
      const timer = start(() => {
        noteOrigin();
        work(...values);
      }, ms);
      call?.timers.add(timer);
      return timer[Symbol.toPrimitive]();
    };
  return {
    setTimeout: track(setTimeout),
    setInterval: track(setInterval),
    clearTimeout,
    clearInterval: (timer: number) => clearInterval(timer),
    fetch: async (...request: Parameters<typeof fetch>) => {
      try {
        return await fetch(...request);
      } finally {
        noteOrigin();
      }
    },
    WebSocket: globalThis.WebSocket,
    crypto: globalThis.crypto,
    performance: { now: () => performance.now(), timeOrigin: performance.timeOrigin },
  };
}

function deterministicGlobals(): Record<string, unknown> {
  return {
    ...Object.fromEntries(
      ["fetch", "setTimeout", "setInterval"].map((name) => [name, forbidden(`${name}()`)]),
    ),
    clearTimeout: () => undefined,
    clearInterval: () => undefined,
    crypto: {
      subtle: globalThis.crypto.subtle,
      randomUUID: forbidden("crypto.randomUUID()"),
      getRandomValues: forbidden("crypto.getRandomValues()"),
    },
    performance: { now: () => 0, timeOrigin: 0 },
    __now: () => {
      const call = currentCall();
      if (call === undefined) return 0;
      call.readClock = true;
      return call.setup.now;
    },
    __random: () => currentCall()?.random() ?? 0.5,
  };
}

const FREEZE = `(() => {
  const now = __now, random = __random, RealDate = Date;
  delete globalThis.__now; delete globalThis.__random;
  function FrozenDate(...parts) {
    if (new.target === undefined) return new RealDate(now()).toString();
    return Reflect.construct(RealDate, parts.length === 0 ? [now()] : parts, new.target);
  }
  FrozenDate.prototype = RealDate.prototype;
  FrozenDate.prototype.constructor = FrozenDate;
  FrozenDate.now = () => now();
  FrozenDate.parse = RealDate.parse;
  FrozenDate.UTC = RealDate.UTC;
  Object.defineProperty(FrozenDate, "length", { value: 7 });
  Object.defineProperty(FrozenDate, "name", { value: "Date" });
  globalThis.Date = FrozenDate;
  Math.random = () => random();
})()`;

/** Runs the bundle in a new context and returns what it exports. */
export function evaluateBundle(setup: SandboxSetup): Record<string, unknown> {
  const shared = Object.fromEntries(
    SHARED_NAMES.map((name) => [name, Reflect.get(globalThis, name) as unknown]),
  );
  const context = vm.createContext({
    ...shared,
    ...(setup.deterministic ? deterministicGlobals() : timers()),
    console: makeConsole(),
    Convex: convexGlobal,
    process: { env: setup.environment },
  });
  vm.runInContext("globalThis.global = globalThis; globalThis.self = globalThis;", context);
  if (setup.deterministic) vm.runInContext(FREEZE, context);
  vm.runInContext(setup.code, context, { filename: setup.filename });
  return vm.runInContext("__bundle", context) as Record<string, unknown>;
}

type NodeWrapper = (names: Record<string, unknown>) => void;

function refuseExit(): never {
  throw new Error("process.exit() would end the engine for everybody; return or throw instead.");
}

/** Node modules run in the worker's own realm; what is ours reaches them as names around them. */
export function evaluateNodeBundle(
  setup: SandboxSetup,
  require: NodeJS.Require,
): Record<string, unknown> {
  const wrapper = vm.runInThisContext(
    `(function ({ require, module, exports, Convex, console, process }) {${setup.code}\n})`,
    { filename: setup.filename },
  ) as NodeWrapper;
  const module = { exports: {} as Record<string, unknown> };
  const host = Object.create(process, {
    env: { value: setup.environment },
    exit: { value: refuseExit },
  }) as unknown;
  wrapper({
    require,
    module,
    exports: module.exports,
    Convex: convexGlobal,
    console: makeConsole(),
    process: host,
  });
  return module.exports;
}
