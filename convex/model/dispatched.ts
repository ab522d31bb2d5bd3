/** What the answer to a dispatch means for the job. */
import type { Infer } from "convex/values";
import { v } from "convex/values";
import type { MutationCtx } from "../_generated/server";
import { failure } from "../lib/errors";
import { maxDispatchTries, timings } from "../lib/settings";
import { jobEdges, move } from "../shared/states";
import type { Job } from "./jobs";
import { backoff, sendLater } from "./jobs";
import { endJobBadly } from "./outcome";

export const vPosted = v.union(
  v.object({ kind: v.literal("accepted") }),
  v.object({ kind: v.literal("busy"), retryAfterMs: v.number() }),
  v.object({ kind: v.literal("failed"), reason: v.string() }),
  v.object({ kind: v.literal("refused"), status: v.number() }),
);

export async function recordDispatch(
  ctx: MutationCtx,
  job: Job,
  outcome: Infer<typeof vPosted>,
): Promise<void> {
  // A worker may have claimed the job before the answer came: then there is nothing left to record.
  if (job.status !== "queued" && job.status !== "dispatched") return;
  switch (outcome.kind) {
    case "accepted":
      await ctx.db.patch("jobs", job._id, {
        status: job.status === "queued" ? move(jobEdges, job.status, "dispatched") : job.status,
        dueAt: Date.now() + timings.redispatchMs(),
        dispatchTries: 0,
      });
      return;
    case "busy":
      await sendLater(ctx, job, outcome.retryAfterMs);
      return;
    case "refused":
      await endJobBadly(ctx, job, {
        status: "failed",
        error: failure("dispatch.refused", { status: outcome.status }),
      });
      return;
    case "failed":
      await retryDispatch(ctx, job, outcome.reason);
  }
}

async function retryDispatch(ctx: MutationCtx, job: Job, reason: string): Promise<void> {
  // An accepted job that is only reminded of has lost nothing; the next sweep reminds again.
  if (job.status === "dispatched") return;
  const tries = job.dispatchTries + 1;
  if (tries >= maxDispatchTries) {
    await endJobBadly(ctx, job, {
      status: "failed",
      error: failure("dispatch.unreachable", { reason, tries }),
    });
    return;
  }
  await ctx.db.patch("jobs", job._id, { dispatchTries: tries });
  // The second wait spans a minute, the time a broker or an API takes to come back.
  await sendLater(ctx, job, backoff(timings.dispatchBackoffMs(), 12, tries - 1));
}
