/** When a session is done: nothing pending, nothing being planned. No callback has to say so. */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { failure } from "../lib/errors";
import type { SessionStatus } from "../shared/states";
import { move, sessionEdges } from "../shared/states";
import type { Failure } from "../shared/validators";
import { emitSession } from "./events";
import { findJob, isOver } from "./jobs";
import { getSession } from "./timeline";

export async function moveSession(
  ctx: MutationCtx,
  session: Doc<"videoSessions">,
  to: SessionStatus,
): Promise<void> {
  if (session.status === to) return;
  await ctx.db.patch("videoSessions", session._id, {
    status: move(sessionEdges, session.status, to),
    version: session.version + 1,
    updatedAt: Date.now(),
  });
}

/** Whether a plan is still being made. */
export async function isPlanning(
  ctx: MutationCtx,
  session: Doc<"videoSessions">,
): Promise<boolean> {
  const job = await findJob(ctx, session.jobId);
  return job !== null && !isOver(job);
}

function outcomeOf(session: Doc<"videoSessions">, planError: Failure | undefined): SessionStatus {
  if (session.sceneCount > session.failedScenes) return "ready";
  return session.sceneCount > 0 || (planError !== undefined && planError.code !== "job.cancelled")
    ? "error"
    : "idle";
}

/** Ends the session's run when its last scene has ended, and says so to the outside once. */
export async function settleSession(
  ctx: MutationCtx,
  sessionId: Id<"videoSessions">,
): Promise<void> {
  const session = await getSession(ctx, sessionId);
  if (session.status === "ready" || session.status === "idle") return;
  if (session.pendingScenes > 0 || (await isPlanning(ctx, session))) return;
  const planError = (await findJob(ctx, session.jobId))?.error;
  const to = outcomeOf(session, planError);
  if (session.status === to) return;
  const error = to === "error" ? (planError ?? (await firstSceneError(ctx, sessionId))) : planError;
  await moveSession(ctx, session, to);
  await ctx.db.patch("videoSessions", sessionId, {
    progress: undefined,
    error: to === "idle" ? undefined : error,
    errorMessage: to === "idle" ? undefined : error?.error,
  });
  if (to !== "idle") await emitSession(ctx, await getSession(ctx, sessionId));
}

async function firstSceneError(ctx: MutationCtx, sessionId: Id<"videoSessions">): Promise<Failure> {
  const scene = await ctx.db
    .query("scenes")
    .withIndex("by_session_removed_index", (q) =>
      q.eq("sessionId", sessionId).eq("removedAt", undefined),
    )
    .first();
  return scene?.error ?? failure("job.cancelled");
}

/** A scene is being made: a session that rested without a playing scene is at work again. */
export async function wakeSession(ctx: MutationCtx, sessionId: Id<"videoSessions">): Promise<void> {
  const session = await getSession(ctx, sessionId);
  if (session.status !== "idle" && session.status !== "error") return;
  await moveSession(ctx, session, "rendering");
  await ctx.db.patch("videoSessions", sessionId, { error: undefined, errorMessage: undefined });
}
