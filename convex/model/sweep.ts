/**
 * The sweep: finds jobs whose hour has come and moves them on.
 *
 *   queued      its dispatch vanished         → send again, same attempt
 *   dispatched  no worker claimed it yet      → send again, same attempt (the backend knows it: nothing doubles)
 *   running     its lease ran out             → next attempt, or fail as lost
 *
 * A job that waits for an hour without a worker fails, so every job ends.
 */
import type { MutationCtx } from "../_generated/server";
import { failure } from "../lib/errors";
import { timings } from "../lib/settings";
import { internal } from "../_generated/api";
import type { Job } from "./jobs";
import { sendLater } from "./jobs";
import { endJobBadly, tryAgainOrFail } from "./outcome";

const batch = 100;

export type Swept = { redispatched: number; reaped: number; failed: number };

export async function sweepJobs(ctx: MutationCtx, now: number): Promise<Swept> {
  const swept: Swept = { redispatched: 0, reaped: 0, failed: 0 };
  for (const status of ["running", "dispatched", "queued"] as const) {
    const due = await ctx.db
      .query("jobs")
      .withIndex("by_status_due", (q) => q.eq("status", status).gt("dueAt", 0).lte("dueAt", now))
      .take(batch);
    for (const job of due) swept[await sweepJob(ctx, job, now)] += 1;
    if (due.length === batch) await ctx.scheduler.runAfter(0, internal.sweeps.jobs, {});
  }
  return swept;
}

async function sweepJob(ctx: MutationCtx, job: Job, now: number): Promise<keyof Swept> {
  if (job.status === "running") {
    const again = await tryAgainOrFail(ctx, job, failure("job.lost", { attempt: job.attempt }));
    return again === "again" ? "reaped" : "failed";
  }
  if (now - job.createdAt > timings.queueWaitMs() * job.attempt) {
    await endJobBadly(ctx, job, { status: "failed", error: failure("job.not_started") });
    return "failed";
  }
  await sendLater(ctx, job, 0);
  return "redispatched";
}
