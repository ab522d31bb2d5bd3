/** What the end of a job, or its next attempt, means for what it serves. */
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { failure } from "../lib/errors";
import { exportEdges, isTerminal, move, ranks, versionEdges } from "../shared/states";
import type { Failure } from "../shared/validators";
import { emitExport } from "./events";
import type { Job } from "./jobs";
import { backoff, endJob, handOutAgain, hasAttemptLeft, isOver, tellCancelled } from "./jobs";
import { moveSession, settleSession } from "./settle";
import { getSession } from "./timeline";
import { endBadly, findVersion, restartVersion } from "./versions";

/** Ends the job as failed or cancelled, with the version, the plan or the export it served. */
export async function endJobBadly(
  ctx: MutationCtx,
  job: Job,
  end: { status: "failed" | "cancelled"; error: Failure },
): Promise<void> {
  if (isOver(job)) return;
  await endJob(ctx, job, end);
  const status = end.status === "failed" ? "error" : "cancelled";
  if (job.exportId !== undefined) await endExport(ctx, job, { status, error: end.error });
  if (job.sceneId !== undefined && job.version !== undefined) {
    const version = await findVersion(ctx, job.sceneId, job.version);
    if (version !== null && !isTerminal(versionEdges, version.status)) {
      await endBadly(ctx, version, { status, error: end.error });
    }
  }
  await settleSession(ctx, job.sessionId);
}

async function endExport(
  ctx: MutationCtx,
  job: Job,
  end: { status: "error" | "cancelled"; error: Failure },
): Promise<void> {
  const row = job.exportId === undefined ? null : await ctx.db.get("exports", job.exportId);
  if (row === null || isTerminal(exportEdges, row.status)) return;
  await ctx.db.patch("exports", row._id, {
    status: move(exportEdges, row.status, end.status),
    error: end.error,
    progress: undefined,
    finishedAt: Date.now(),
  });
  const ended = await ctx.db.get("exports", row._id);
  if (ended !== null) await emitExport(ctx, ended);
}

/** A user's wish, so it ends the job whatever it is doing. */
export async function cancelJob(ctx: MutationCtx, job: Job): Promise<boolean> {
  if (isOver(job)) return false;
  await endJobBadly(ctx, job, { status: "cancelled", error: failure("job.cancelled") });
  await tellCancelled(ctx, job);
  return true;
}

/** Tries the job again if an attempt is left and the failure is worth it; otherwise ends it. Says which. */
export async function tryAgainOrFail(
  ctx: MutationCtx,
  job: Job,
  error: Failure,
): Promise<"again" | "failed"> {
  if (!error.retryable || !hasAttemptLeft(job)) {
    await endJobBadly(ctx, job, { status: "failed", error });
    return "failed";
  }
  await nextAttempt(ctx, job, { delayMs: backoff(2_000, 3, job.attempt - 1), free: false });
  return "again";
}

/** Hands the job out as its next attempt; everything it serves goes back to the start line. */
export async function nextAttempt(
  ctx: MutationCtx,
  job: Job,
  options: { delayMs: number; free: boolean },
): Promise<void> {
  const again = await handOutAgain(ctx, job, options);
  if (job.kind === "generate") await restartPlan(ctx, job);
  if (job.exportId !== undefined) await restartExport(ctx, job.exportId, again.attempt);
  if (job.sceneId !== undefined && job.version !== undefined) {
    const version = await findVersion(ctx, job.sceneId, job.version);
    if (version !== null) await restartVersion(ctx, version, again.attempt);
  }
}

async function restartPlan(ctx: MutationCtx, job: Job): Promise<void> {
  const session = await getSession(ctx, job.sessionId);
  if (session.jobId !== job._id) return;
  await moveSession(ctx, session, "queued");
  await ctx.db.patch("videoSessions", session._id, { progress: undefined });
}

async function restartExport(
  ctx: MutationCtx,
  id: Doc<"exports">["_id"],
  attempt: number,
): Promise<void> {
  const row = await ctx.db.get("exports", id);
  if (row === null) return;
  await ctx.db.patch("exports", id, {
    ...(row.status === "queued" ? {} : { status: move(exportEdges, row.status, "queued") }),
    fence: { attempt, rank: ranks.export.queued, seq: 0 },
    progress: undefined,
  });
}
