/** One run of a query or mutation as data, and what its syscalls may ask of whoever runs it. */
import type { Transaction } from "../database/transaction.ts";
import type { Json } from "../values/json.ts";
import type { FunctionKind } from "./call.ts";
import type { RegisteredFunction, Registry } from "./registry.ts";
import type { Services } from "./services.ts";

/** What a run saw besides the database, which decides who may share its result. */
export interface Observed {
  auth: boolean;
  clock: boolean;
}

export interface Journal {
  /** From an earlier run of the same page, if any. */
  readonly before: string | null;
  after: string | null;
  paginated: boolean;
}

export interface Run {
  readonly transaction: Transaction;
  readonly identity: Json;
  readonly observed: Observed;
  readonly journal: Journal;
  readonly logs: string[];
  readonly depth: number;
  readonly requestId: string;
  readonly scheduledBy: string | null;
}

/** Runs functions; nested calls come back to it through the syscalls. */
export interface FunctionRunner {
  readonly registry: Registry;
  readonly services: Services;
  find(path: string, kind: Exclude<FunctionKind, "http">): RegisteredFunction;
  run(registered: RegisteredFunction, args: Json, run: Run): Promise<string>;
}

export function newRun(
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
