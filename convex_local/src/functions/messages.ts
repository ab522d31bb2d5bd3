/**
 * What the front (sockets, HTTP) and the engine (functions, data) say to each other. The engine
 * lives in a worker thread, so everything here can be cloned; results travel as JSON text.
 */
import type { Bundle } from "./bundle.ts";
import type { Failure } from "./errors.ts";
import type { FunctionKind } from "./call.ts";
import type { ImportRequest } from "./import_source.ts";
import type { Timestamp } from "../values/timestamps.ts";

export interface EngineOptions {
  readonly dataFolder: string;
  readonly origin: string;
  readonly siteOrigin: string;
  readonly sync: "full" | "off";
  readonly environment: Readonly<Record<string, string>>;
  readonly uploadSecret: string;
  readonly functionTimeoutMs: number;
  /** How long user code may hold the engine's thread without a pause. */
  readonly stallMs: number;
}

/** A query that somebody watches. `identity` is JSON text of the caller's identity. */
export interface WatchSpec {
  readonly watch: number;
  readonly path: string;
  readonly args: string;
  readonly journal: string | null;
  readonly identity: string;
  readonly admin: boolean;
}

export type Outcome =
  | {
      readonly ok: true;
      readonly value: string;
      readonly logs: readonly string[];
      readonly journal: string | null;
    }
  | {
      readonly ok: false;
      readonly failure: Failure;
      readonly logs: readonly string[];
      readonly journal: string | null;
    };

export interface CallRequest {
  readonly kind: Exclude<FunctionKind, "http"> | "any";
  readonly path: string;
  readonly args: string;
  readonly identity: string;
  /** May call internal functions. */
  readonly admin: boolean;
  readonly requestId: string;
  /** Under which a repeated mutation is recognised. */
  readonly session: { readonly id: string; readonly request: number } | null;
}

export interface CallReply {
  readonly outcome: Outcome;
  readonly ts: Timestamp;
}

export interface WatchReply {
  readonly ts: Timestamp;
  /** Only for watches whose query was run or fetched since they were last answered. */
  readonly results: readonly { readonly watch: number; readonly outcome: Outcome }[];
}

export interface HttpActionRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array | null;
  readonly identity: string;
  readonly requestId: string;
}

export type HttpActionReply =
  | {
      readonly status: number;
      readonly headers: readonly (readonly [string, string])[];
      readonly body: Uint8Array;
    }
  | { readonly failure: Failure };

export interface LoadReply {
  readonly authConfig: string;
  readonly functions: readonly {
    readonly path: string;
    readonly kind: string;
    readonly internal: boolean;
  }[];
}

export interface FileReply {
  readonly file: string;
  readonly contentType: string | null;
  readonly sha256: string;
  readonly size: number;
}

/** Every request the engine answers: its argument and its reply. */
export interface EngineRequests {
  /** `stalled` notes whose code the thread before this one died of. */
  open: [EngineOptions & { stalled: string | null }, null];
  load: [{ bundle: Bundle; checkOnly: boolean }, LoadReply];
  call: [CallRequest, CallReply];
  evaluate: [{ define: readonly WatchSpec[]; watches: readonly number[] }, WatchReply];
  http: [HttpActionRequest, HttpActionReply];
  storeFile: [{ uuid: string; sha256: string; size: number; contentType: string | null }, string];
  findFile: [{ uuid: string }, FileReply | null];
  environment: [
    { changes: readonly { name: string; value: string | null }[] },
    Readonly<Record<string, string>>,
  ];
  /** JSON text of what ran after the cursor; waits for something to run. */
  logs: [{ cursor: number }, string];
  beginImport: [ImportRequest, string];
  performImport: [{ importId: string }, null];
  requestExport: [{ withFiles: boolean }, null];
  metrics: [null, Readonly<Record<string, number>>];
  close: [null, null];
}

export type EngineOperation = keyof EngineRequests;

export type ToEngine =
  | {
      [K in EngineOperation]: {
        type: "request";
        id: number;
        operation: K;
        argument: EngineRequests[K][0];
      };
    }[EngineOperation]
  | { readonly type: "release"; readonly watches: readonly number[] };

export type FromEngine =
  | { readonly type: "reply"; readonly id: number; readonly value: unknown }
  | {
      readonly type: "refused";
      readonly id: number;
      readonly message: string;
      readonly code: string;
      readonly status: number;
    }
  | { readonly type: "stale"; readonly watches: readonly number[]; readonly ts: Timestamp }
  | {
      readonly type: "log";
      readonly path: string;
      readonly kind: string;
      readonly lines: readonly string[];
      readonly error: string | null;
    };
