/**
 * Which callbacks count. One pure function; `tests/contracts/fence.json` holds its vectors, which the
 * Python twin passes too.
 *
 * A message counts only when it comes from the job that owns the target, the target is not finished, and
 * (attempt, rank of status, seq) is greater than that of the last message that counted.
 */

export type Position = { attempt: number; rank: number; seq: number };

export type FenceTarget = {
  jobId: string | null;
  /** The attempt the ledger is at; nothing newer has been handed out. */
  attempt: number;
  end: "none" | "finished" | "cancelled" | "superseded";
  last: Position;
};

export type FenceMessage = Position & { jobId: string };

export type Ignored = "stale" | "old" | "duplicate" | "superseded";
export type Verdict = { accepted: true } | { accepted: false; ignored: Ignored };

/** Below zero when `a` comes before `b`. */
export function comparePositions(a: Position, b: Position): number {
  return a.attempt - b.attempt || a.rank - b.rank || a.seq - b.seq;
}

export function fence(target: FenceTarget, message: FenceMessage): Verdict {
  if (target.end === "superseded") return { accepted: false, ignored: "superseded" };
  if (target.jobId !== message.jobId) return { accepted: false, ignored: "stale" };
  const order = comparePositions(message, target.last);
  if (order === 0) return { accepted: false, ignored: "duplicate" };
  if (order < 0) return { accepted: false, ignored: "old" };
  if (target.end !== "none" || message.attempt !== target.attempt)
    return { accepted: false, ignored: "stale" };
  return { accepted: true };
}
