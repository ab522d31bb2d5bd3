/**
 * Sending jobs to the backend: the outbox's second half.
 *
 * An action may vanish (at most once), so nothing depends on it: the sweep sends again whatever is still
 * queued. A post that fails is tried at most three times; "busy" (429 or 503 with Retry-After) waits instead.
 */
import { v } from "convex/values";
import { internal } from "./_generated/api";
import { internalAction, internalMutation, internalQuery } from "./_generated/server";
import { logEvent } from "./lib/log";
import { post } from "./lib/post";
import { messageFor } from "./model/dispatch";
import { recordDispatch, vPosted } from "./model/dispatched";

export const send = internalAction({
  args: { jobId: v.id("jobs"), attempt: v.number() },
  returns: v.null(),
  handler: async (ctx, { jobId, attempt }): Promise<null> => {
    const message: Message | null = await ctx.runQuery(internal.dispatch.message, {
      jobId,
      attempt,
    });
    if (message === null) return null;
    const outcome = await post(message);
    logEvent("job.posted", JSON.parse(message.body) as Record<string, unknown>, {
      route: message.route,
      outcome: outcome.kind,
    });
    await ctx.runMutation(internal.dispatch.record, { jobId, attempt, outcome });
    return null;
  },
});

type Message = { route: string; body: string; correlationId: string };

export const message = internalQuery({
  args: { jobId: v.id("jobs"), attempt: v.number() },
  returns: v.union(
    v.object({ route: v.string(), body: v.string(), correlationId: v.string() }),
    v.null(),
  ),
  handler: async (ctx, { jobId, attempt }) => {
    const job = await ctx.db.get("jobs", jobId);
    if (job === null || job.attempt !== attempt) return null;
    if (job.status !== "queued" && job.status !== "dispatched") return null;
    return await messageFor(ctx, job);
  },
});

export const record = internalMutation({
  args: { jobId: v.id("jobs"), attempt: v.number(), outcome: vPosted },
  returns: v.null(),
  handler: async (ctx, { jobId, attempt, outcome }) => {
    const job = await ctx.db.get("jobs", jobId);
    if (job?.attempt === attempt) await recordDispatch(ctx, job, outcome);
    return null;
  },
});

/** The worker also learns of a cancellation from its heartbeat, so three tries are enough. */
export const sendCancel = internalAction({
  args: { jobId: v.id("jobs"), attempt: v.number(), tries: v.number() },
  returns: v.null(),
  handler: async (ctx, { jobId, attempt, tries }): Promise<null> => {
    const correlationId: string | null = await ctx.runQuery(internal.dispatch.correlation, {
      jobId,
    });
    if (correlationId === null) return null;
    const route = "/jobs/cancel";
    const outcome = await post({
      route,
      correlationId,
      body: JSON.stringify({ route, jobId, attempt, correlationId }),
    });
    if (outcome.kind === "accepted" || outcome.kind === "refused" || tries >= 2) return null;
    await ctx.scheduler.runAfter(2_000 * 3 ** tries, internal.dispatch.sendCancel, {
      jobId,
      attempt,
      tries: tries + 1,
    });
    return null;
  },
});

/** Sends for the sweep of the store; what is to be swept stays noted, so a post that is lost is no loss. */
export const sendSweep = internalAction({
  args: { correlationId: v.string() },
  returns: v.null(),
  handler: async (_ctx, { correlationId }): Promise<null> => {
    const route = "/jobs/sweep";
    // One name for all: a second post while the first is still remembered brings no second message.
    const message = { route, jobId: "sweep", attempt: 1, correlationId };
    const outcome = await post({ route, correlationId, body: JSON.stringify(message) });
    logEvent("sweep.posted", message, { route, outcome: outcome.kind });
    return null;
  },
});

export const correlation = internalQuery({
  args: { jobId: v.id("jobs") },
  returns: v.union(v.string(), v.null()),
  handler: async (ctx, { jobId }) => (await ctx.db.get("jobs", jobId))?.correlationId ?? null,
});
