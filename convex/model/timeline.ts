/**
 * The order and the frames of a session's scenes.
 *
 * Every write to a scene goes through `updateScene`, which keeps the session's counts true in the same
 * transaction; every change of order or length goes through `relayout`, which keeps frames contiguous.
 * A scene with no live version holds no frames: it starts where the next one starts and ends a frame earlier.
 */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { failure, notFound } from "../lib/errors";
import { overLimit, refuseOver } from "../lib/limits";
import { ceilings, limits } from "../lib/settings";
import type { Failure } from "../shared/validators";

type Scene = Doc<"scenes">;
type Session = Doc<"videoSessions">;
type Stored = "_id" | "_creationTime";
type Patch<Row> = {
  [Key in Exclude<keyof Row, Stored>]?: undefined extends Row[Key]
    ? Row[Key] | undefined
    : Row[Key];
};

/** The live order, from an index on. */
export async function scenesFrom(
  ctx: Pick<QueryCtx, "db">,
  sessionId: Id<"videoSessions">,
  fromIndex: number,
): Promise<Scene[]> {
  return await ctx.db
    .query("scenes")
    .withIndex("by_session_removed_index", (q) =>
      q.eq("sessionId", sessionId).eq("removedAt", undefined).gte("index", fromIndex),
    )
    .take(ceilings.scenesPerSession + 1);
}

type Share = { scenes: number; pending: number; failed: number; frames: number };

/** What a scene adds to its session's counts. */
function shareOf(scene: Scene): Share {
  if (scene.removedAt !== undefined) return { scenes: 0, pending: 0, failed: 0, frames: 0 };
  const pending = scene.pendingVersion !== undefined;
  const playing = scene.liveVersion !== undefined;
  return {
    scenes: 1,
    pending: pending ? 1 : 0,
    failed: !pending && !playing ? 1 : 0,
    frames: scene.durationInFrames,
  };
}

const nothing: Share = { scenes: 0, pending: 0, failed: 0, frames: 0 };

async function moveCounts(
  ctx: MutationCtx,
  sessionId: Id<"videoSessions">,
  change: { before: Share; after: Share },
): Promise<void> {
  const session = await getSession(ctx, sessionId);
  const { before, after } = change;
  await ctx.db.patch("videoSessions", sessionId, {
    sceneCount: session.sceneCount + after.scenes - before.scenes,
    pendingScenes: session.pendingScenes + after.pending - before.pending,
    failedScenes: session.failedScenes + after.failed - before.failed,
    durationInFrames: session.durationInFrames + after.frames - before.frames,
    version: session.version + 1,
    updatedAt: Date.now(),
  });
}

export async function getSession(
  ctx: Pick<QueryCtx, "db">,
  id: Id<"videoSessions">,
): Promise<Session> {
  const session = await ctx.db.get("videoSessions", id);
  if (session === null) throw notFound();
  return session;
}

export async function getScene(ctx: Pick<QueryCtx, "db">, id: Id<"scenes">): Promise<Scene> {
  const scene = await ctx.db.get("scenes", id);
  if (scene === null) throw notFound();
  return scene;
}

/** Patches a scene and its session's counts. Returns the scene as it now is. */
export async function updateScene(
  ctx: MutationCtx,
  scene: Scene,
  patch: Patch<Scene>,
): Promise<Scene> {
  const before = shareOf(scene);
  await ctx.db.patch("scenes", scene._id, { ...patch, updatedAt: Date.now() });
  const now = await getScene(ctx, scene._id);
  const after = shareOf(now);
  const changed =
    before.scenes !== after.scenes ||
    before.pending !== after.pending ||
    before.failed !== after.failed ||
    before.frames !== after.frames;
  if (changed) await moveCounts(ctx, scene.sessionId, { before, after });
  return now;
}

/** Numbers and frames of consecutive scenes, beginning at a place; only rows that change are written. */
export async function relayout(
  ctx: MutationCtx,
  ordered: readonly Scene[],
  place: { index: number; startFrame: number },
): Promise<void> {
  let { index, startFrame } = place;
  for (const scene of ordered) {
    const endFrame = startFrame + scene.durationInFrames - 1;
    if (scene.index !== index || scene.startFrame !== startFrame || scene.endFrame !== endFrame) {
      await ctx.db.patch("scenes", scene._id, { index, startFrame, endFrame });
    }
    index += 1;
    startFrame = endFrame + 1;
  }
}

/** Gives a scene the length of its live version and moves all that follows. */
export async function resize(
  ctx: MutationCtx,
  scene: Scene,
  durationInFrames: number,
): Promise<Scene> {
  const resized = await updateScene(ctx, scene, {
    durationInFrames,
    endFrame: scene.startFrame + durationInFrames - 1,
  });
  if (scene.removedAt === undefined && durationInFrames !== scene.durationInFrames) {
    const later = await scenesFrom(ctx, scene.sessionId, scene.index + 1);
    await relayout(ctx, later, { index: scene.index + 1, startFrame: resized.endFrame + 1 });
  }
  return resized;
}

export function refuseMoreScenes(session: Session, more = 1): void {
  const limit = limits().scenesPerSession;
  refuseOver("limit.scenes_per_session", { use: session.sceneCount, limit, more });
}

/** The same limit for a job that brings scenes: nobody is there to be refused, so the job fails with it. */
export function tooManyScenes(session: Session, more: number): Failure | null {
  const limit = limits().scenesPerSession;
  if (session.sceneCount + more <= limit) return null;
  const code = "limit.scenes_per_session";
  return failure(code, overLimit(code, session.sceneCount, limit));
}

type NewScene = Omit<
  Scene,
  "_id" | "_creationTime" | "startFrame" | "endFrame" | "durationInFrames" | "updatedAt"
>;

/** Puts a new scene at an index (clamped) and makes room for it. It plays nothing yet. */
export async function insertScene(ctx: MutationCtx, fields: NewScene): Promise<Scene> {
  const session = await getSession(ctx, fields.sessionId);
  const index = Math.max(0, Math.min(fields.index, session.sceneCount));
  const tail = await scenesFrom(ctx, session._id, index);
  const startFrame = tail[0]?.startFrame ?? session.durationInFrames;
  const sceneId = await ctx.db.insert("scenes", {
    ...fields,
    index,
    startFrame,
    endFrame: startFrame - 1,
    durationInFrames: 0,
    updatedAt: Date.now(),
  });
  const scene = await getScene(ctx, sceneId);
  await moveCounts(ctx, session._id, { before: nothing, after: shareOf(scene) });
  await relayout(ctx, tail, { index: index + 1, startFrame });
  return scene;
}

/** Takes a scene out of the order and closes the gap; the row stays. */
export async function takeOut(ctx: MutationCtx, scene: Scene): Promise<Scene> {
  const tail = await scenesFrom(ctx, scene.sessionId, scene.index + 1);
  const removed = await updateScene(ctx, scene, { removedAt: Date.now() });
  await relayout(ctx, tail, { index: scene.index, startFrame: scene.startFrame });
  return removed;
}

/** Puts a removed scene back at an index (clamped). */
export async function putBack(ctx: MutationCtx, scene: Scene, atIndex: number): Promise<Scene> {
  const session = await getSession(ctx, scene.sessionId);
  const index = Math.max(0, Math.min(atIndex, session.sceneCount));
  const tail = await scenesFrom(ctx, scene.sessionId, index);
  const startFrame = tail[0]?.startFrame ?? session.durationInFrames;
  const endFrame = startFrame + scene.durationInFrames - 1;
  const back = await updateScene(ctx, scene, { removedAt: undefined, index, startFrame, endFrame });
  await relayout(ctx, tail, { index: index + 1, startFrame: endFrame + 1 });
  return back;
}

/** Moves a scene to another index; only the scenes between are touched. */
export async function moveTo(ctx: MutationCtx, scene: Scene, toIndex: number): Promise<void> {
  const low = Math.min(scene.index, toIndex);
  const high = Math.max(scene.index, toIndex);
  const span = (await scenesFrom(ctx, scene.sessionId, low)).filter((other) => other.index <= high);
  const startFrame = span[0]?.startFrame ?? 0;
  const others = span.filter((other) => other._id !== scene._id);
  others.splice(toIndex - low, 0, scene);
  await relayout(ctx, others, { index: low, startFrame });
  const session = await getSession(ctx, scene.sessionId);
  await ctx.db.patch("videoSessions", session._id, {
    version: session.version + 1,
    updatedAt: Date.now(),
  });
}
