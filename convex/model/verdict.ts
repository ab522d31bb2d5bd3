/** The fence applied to the ledger: what a worker is told about its message. */
import type { Infer } from "convex/values";
import type { Verdict, FenceTarget, Position } from "../shared/fence";
import { fence } from "../shared/fence";
import type { vUpdatedAnswer } from "../shared/messages";
import type { JobStatus } from "../shared/states";
import type { Job } from "./jobs";

export type Answer = Infer<typeof vUpdatedAnswer>;

function endOf(status: JobStatus): FenceTarget["end"] {
  switch (status) {
    case "superseded":
    case "cancelled":
      return status;
    case "succeeded":
    case "failed":
      return "finished";
    default:
      return "none";
  }
}

export function judge(
  job: Job,
  last: Position,
  message: { owner: string | undefined; jobId: string; attempt: number; rank: number; seq: number },
): Verdict {
  const { owner, ...position } = message;
  return fence(
    { jobId: owner ?? null, attempt: job.attempt, end: endOf(job.status), last },
    position,
  );
}

export function answerOf(job: Job, verdict: Verdict, retrying = false): Answer {
  return {
    accepted: verdict.accepted,
    ...(verdict.accepted ? {} : { ignored: verdict.ignored }),
    superseded: job.status === "superseded",
    cancelled: job.status === "cancelled",
    retrying,
  };
}
