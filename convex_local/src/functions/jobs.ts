/** Scheduled functions as documents of `_scheduled_functions`, and the queue of what is due. */
import { SCHEDULED_TABLE } from "../database/catalog.ts";
import type { Transaction } from "../database/transaction.ts";
import { asText, isObject, type Json, type JsonObject } from "../values/json.ts";
import { FunctionFailed } from "./errors.ts";
import type { Registry } from "./registry.ts";

export interface JobRequest {
  readonly path: string;
  readonly args: Json;
  /** Milliseconds since the epoch. */
  readonly due: number;
}

export interface Job extends JobRequest {
  readonly id: string;
  readonly state: string;
}

/** What `ctx.scheduler` asks for: `ts` is in seconds, and null for a date that is none. */
export function jobRequest(path: string, given: JsonObject): JobRequest {
  const { ts, args } = given;
  if (typeof ts !== "number") throw new FunctionFailed("The time to run at is not a valid date.");
  return { path, args: args ?? {}, due: ts * 1000 };
}

function storedName(path: string): string {
  const [module = "", name = "default"] = path.split(":");
  return `${module}.js:${name}`;
}

export function scheduleJob(transaction: Transaction, registry: Registry, job: JobRequest): string {
  const registered = registry.find(job.path);
  if (registered === undefined || registered.kind === "query") {
    throw new FunctionFailed(
      registered === undefined
        ? `Attempted to schedule function at nonexistent path: ${job.path}`
        : `Attempted to schedule ${job.path}, which is a query; only mutations and actions can be scheduled.`,
    );
  }
  transaction.usage.schedule(JSON.stringify(job.args).length);
  const id = transaction.insertSystem(SCHEDULED_TABLE, {
    name: storedName(job.path),
    args: [job.args],
    scheduledTime: job.due,
    state: { kind: "pending" },
  });
  transaction.schedules = true;
  transaction.storage.run("INSERT INTO jobs (id, due) VALUES (?, ?)", id, job.due);
  return id;
}

export function readJob(transaction: Transaction, id: string): Job | undefined {
  const table = transaction.catalog.tableOf(id);
  if (table?.name !== SCHEDULED_TABLE) return undefined;
  const found = transaction.find(table, id)?.document;
  if (found === undefined) return undefined;
  const args = found["args"];
  const state = found["state"];
  return {
    id,
    path: asText(found["name"]).replace(".js:", ":"),
    args: Array.isArray(args) ? (args[0] ?? {}) : {},
    due: Number(found["scheduledTime"]),
    state: isObject(state) ? asText(state["kind"]) : "pending",
  };
}

export function setJobState(transaction: Transaction, id: string, state: JsonObject): void {
  const table = transaction.catalog.tableOf(id);
  const found = table === undefined ? undefined : transaction.find(table, id);
  transaction.storage.run("DELETE FROM jobs WHERE id = ?", id);
  if (found === undefined) return;
  const ended = state["kind"] !== "inProgress";
  transaction.patchSystem(
    found,
    ended ? { state, completedTime: transaction.ts / 1000 } : { state },
  );
}

export function cancelJob(transaction: Transaction, id: string): void {
  const job = readJob(transaction, id);
  if (job === undefined) throw new Error(`Invalid scheduled function ID: ${id}`);
  if (job.state === "pending" || job.state === "inProgress")
    setJobState(transaction, id, { kind: "canceled" });
}
