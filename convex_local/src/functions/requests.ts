/**
 * Exactly once: what a mutation of a session was answered is kept in the mutation's own
 * transaction, and a repeated request gets that answer instead of a second run. Successes only;
 * a failed mutation wrote nothing, so running it again is harmless.
 */
import type { Storage } from "../storage/storage.ts";
import { parseJson } from "../values/json.ts";
import type { Timestamp } from "../values/timestamps.ts";
import type { CallReply, CallRequest } from "./messages.ts";

export function earlierReply(
  storage: Storage,
  request: CallRequest,
  newest: Timestamp,
): CallReply | undefined {
  if (request.session === null) return undefined;
  const row = storage.get(
    "SELECT ts, result, logs FROM requests WHERE session = ? AND request = ?",
    request.session.id,
    request.session.request,
  );
  if (row === undefined) return undefined;
  const logs = parseJson(row["logs"] as string) as string[];
  // A mutation that wrote nothing has a timestamp that never became the database's.
  const ts = Math.min(Number(row["ts"]), newest);
  return { outcome: { ok: true, value: row["result"] as string, logs, journal: null }, ts };
}

export function rememberReply(
  storage: Storage,
  request: CallRequest,
  done: { readonly ts: Timestamp; readonly result: string; readonly logs: readonly string[] },
): void {
  if (request.session === null) return;
  storage.run(
    "INSERT INTO requests (session, request, ts, result, logs) VALUES (?, ?, ?, ?, ?)",
    request.session.id,
    request.session.request,
    done.ts,
    done.result,
    JSON.stringify(done.logs),
  );
}
