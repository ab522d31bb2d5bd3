/**
 * The ledger of work. A job is written with what it serves and its dispatch is scheduled in the same
 * transaction, so a click is never lost. What moves a job on is here; what that means for scenes,
 * sessions and exports is in `outcome.ts`.
 */
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { maxAttempts, timings } from "../lib/settings";
import { correlationIdFrom } from "../lib/text";
import { isCorrelationId } from "../lib/hmac";
import { fail } from "../lib/errors";
import type { JobStatus } from "../shared/states";
import { isTerminal, jobEdges, move } from "../shared/states";
import type { Failure, JobKind } from "../shared/validators";

export type Job = Doc<"jobs">;

/** How long a scheduled dispatch may be missing before the sweep sends it again. */
const dispatchGraceMs = 20_000;

export type NewJob = {
  kind: JobKind;
  session: Doc<"videoSessions">;
  correlationId?: string | undefined;
  sceneId?: Id<"scenes">;
  version?: number;
  exportId?: Id<"exports">;
  sceneCount?: number;
  prompt?: string;
};

export async function startJob(ctx: MutationCtx, wish: NewJob): Promise<Job> {
  const { session, correlationId, ...rest } = wish;
  if (correlationId !== undefined && !isCorrelationId(correlationId)) {
    throw fail("request.invalid", { field: "correlationId" });
  }
  const now = Date.now();
  const jobId = await ctx.db.insert("jobs", {
    ...rest,
    status: "queued",
    ownerId: session.ownerId,
    projectId: session.projectId,
    sessionId: session._id,
    attempt: 1,
    maxAttempts,
    correlationId: correlationId ?? correlationIdFrom(Math.random),
    createdAt: now,
    dueAt: now + dispatchGraceMs,
    dispatchTries: 0,
    releases: 0,
    fence: { attempt: 1, rank: 0, seq: 0 },
  });
  await ctx.scheduler.runAfter(0, internal.dispatch.send, { jobId, attempt: 1 });
  return await getJob(ctx, jobId);
}

export async function getJob(ctx: Pick<MutationCtx, "db">, jobId: Id<"jobs">): Promise<Job> {
  const job = await findJob(ctx, jobId);
  if (job === null) throw new Error(`Job ${jobId} is gone.`);
  return job;
}

/** The job a row names, unless the sweep has deleted it: finished jobs are kept for 30 days. */
export async function findJob(
  ctx: Pick<MutationCtx, "db">,
  jobId: Id<"jobs"> | undefined,
): Promise<Job | null> {
  return jobId === undefined ? null : await ctx.db.get("jobs", jobId);
}

export function isOver(job: Job): boolean {
  return isTerminal(jobEdges, job.status);
}

/** Posts the job again after a delay, and has the sweep look when that post must have happened. */
export async function sendLater(ctx: MutationCtx, job: Job, delayMs: number): Promise<void> {
  await ctx.db.patch("jobs", job._id, { dueAt: Date.now() + delayMs + dispatchGraceMs });
  await ctx.scheduler.runAfter(delayMs, internal.dispatch.send, {
    jobId: job._id,
    attempt: job.attempt,
  });
}

/** Hands the job out again as its next attempt. */
export async function handOutAgain(
  ctx: MutationCtx,
  job: Job,
  options: { delayMs: number; free: boolean },
): Promise<Job> {
  const attempt = job.attempt + 1;
  await ctx.db.patch("jobs", job._id, {
    status: move(jobEdges, job.status, "queued"),
    attempt,
    maxAttempts: options.free ? job.maxAttempts + 1 : job.maxAttempts,
    dispatchTries: 0,
    claimId: undefined,
    fence: { attempt, rank: 0, seq: 0 },
  });
  const again = await getJob(ctx, job._id);
  await sendLater(ctx, again, options.delayMs);
  return again;
}

export async function endJob(
  ctx: MutationCtx,
  job: Job,
  end: { status: JobStatus; error?: Failure },
): Promise<void> {
  await ctx.db.patch("jobs", job._id, {
    status: move(jobEdges, job.status, end.status),
    finishedAt: Date.now(),
    dueAt: undefined,
    ...(end.error === undefined ? {} : { error: end.error }),
  });
}

/** Tells the backend to stop; the worker also learns it from its next heartbeat. */
export async function tellCancelled(ctx: MutationCtx, job: Job): Promise<void> {
  await ctx.scheduler.runAfter(0, internal.dispatch.sendCancel, {
    jobId: job._id,
    attempt: job.attempt,
    tries: 0,
  });
}

/** Exponential, ±20 %, from the transaction's own randomness. */
export function backoff(baseMs: number, factor: number, round: number): number {
  return Math.round(baseMs * factor ** round * (0.8 + Math.random() * 0.4));
}

/** Whether a worker's retryable failure is worth another attempt. */
export function hasAttemptLeft(job: Job): boolean {
  return job.attempt < job.maxAttempts;
}

/** A worker keeps its lease as long as it lives, but no attempt runs for ever. */
export function leaseEnd(job: Pick<Job, "claimedAt">): number {
  const now = Date.now();
  return Math.min(now + timings.leaseMs(), (job.claimedAt ?? now) + timings.runMs());
}
