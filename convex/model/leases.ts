/** Who works on a job: claim, heartbeat, release. The ledger decides, never the queue. */
import type { MutationCtx } from "../_generated/server";
import { notFound } from "../lib/errors";
import { maxReleases, timings } from "../lib/settings";
import { jobEdges, move } from "../shared/states";
import type { Job } from "./jobs";
import { leaseEnd } from "./jobs";
import { nextAttempt } from "./outcome";
import { moveSession } from "./settle";
import { getSession } from "./timeline";

type Claim = { jobId: string; attempt: number; claimId: string };
type Decision = "go" | "stale" | "cancelled";

export async function loadJob(ctx: MutationCtx, jobId: string): Promise<Job> {
  const id = ctx.db.normalizeId("jobs", jobId);
  const job = id === null ? null : await ctx.db.get("jobs", id);
  if (job === null) throw notFound();
  return job;
}

export async function claim(
  ctx: MutationCtx,
  wish: Claim,
): Promise<{ decision: Decision; leaseMs: number; heartbeatMs: number }> {
  const job = await loadJob(ctx, wish.jobId);
  const decision = decide(job, wish);
  if (decision === "go" && job.status !== "running") await take(ctx, job, wish.claimId);
  return { decision, leaseMs: timings.leaseMs(), heartbeatMs: timings.heartbeatMs() };
}

function decide(job: Job, wish: Claim): Decision {
  if (job.status === "cancelled" || job.status === "superseded") return "cancelled";
  if (job.attempt !== wish.attempt) return "stale";
  if (job.status === "queued" || job.status === "dispatched") return "go";
  // The same execution may ask again: its first answer was lost on the way.
  return job.status === "running" && job.claimId === wish.claimId ? "go" : "stale";
}

async function take(ctx: MutationCtx, job: Job, claimId: string): Promise<void> {
  const now = Date.now();
  await ctx.db.patch("jobs", job._id, {
    status: move(jobEdges, job.status, "running"),
    claimId,
    startedAt: job.startedAt ?? now,
    claimedAt: now,
    dueAt: leaseEnd({ claimedAt: now }),
  });
  if (job.kind !== "generate") return;
  const session = await getSession(ctx, job.sessionId);
  if (session.jobId === job._id && session.status === "queued")
    await moveSession(ctx, session, "generating");
}

export async function heartbeat(
  ctx: MutationCtx,
  wish: Claim,
): Promise<{ ok: boolean; cancel: boolean; superseded: boolean; leaseMs: number }> {
  const job = await loadJob(ctx, wish.jobId);
  const ok = holds(job, wish);
  if (ok) await ctx.db.patch("jobs", job._id, { dueAt: leaseEnd(job) });
  return { ok, cancel: !ok, superseded: job.status === "superseded", leaseMs: timings.leaseMs() };
}

/** A worker that shuts down gives its job back; that costs none of the three attempts, a few times. */
export async function release(ctx: MutationCtx, wish: Claim): Promise<{ released: boolean }> {
  const job = await loadJob(ctx, wish.jobId);
  if (!holds(job, wish) || job.releases >= maxReleases) return { released: false };
  await ctx.db.patch("jobs", job._id, { releases: job.releases + 1 });
  await nextAttempt(ctx, job, { delayMs: 0, free: true });
  return { released: true };
}

function holds(job: Job, wish: Claim): boolean {
  return job.status === "running" && job.attempt === wish.attempt && job.claimId === wish.claimId;
}
