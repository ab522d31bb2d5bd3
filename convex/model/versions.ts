/**
 * Versions of a scene: started by triggers, moved by callbacks, never thrown away.
 *
 * The live pointer moves in exactly one function, `showVersion`, and only to a ready version; the timeline
 * moves with it in the same transaction.
 */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { failure } from "../lib/errors";
import type { VersionStatus } from "../shared/states";
import { isTerminal, move, ranks, versionEdges } from "../shared/states";
import type { Failure, JobKind, VersionKind } from "../shared/validators";
import { emitScene } from "./events";
import { endJob, findJob, isOver, startJob, tellCancelled } from "./jobs";
import { getSession, resize, updateScene } from "./timeline";

export type Version = Doc<"sceneVersions">;
export type Source = Doc<"sceneSources">;
type Scene = Doc<"scenes">;

export async function findVersion(
  ctx: Pick<QueryCtx, "db">,
  sceneId: Id<"scenes">,
  version: number,
): Promise<Version | null> {
  return await ctx.db
    .query("sceneVersions")
    .withIndex("by_scene_version", (q) => q.eq("sceneId", sceneId).eq("version", version))
    .unique();
}

export async function findSource(
  ctx: Pick<QueryCtx, "db">,
  sceneId: Id<"scenes">,
  version: number,
): Promise<Source | null> {
  return await ctx.db
    .query("sceneSources")
    .withIndex("by_scene_version", (q) => q.eq("sceneId", sceneId).eq("version", version))
    .unique();
}

type Seed = Partial<
  Pick<Source, "code" | "document" | "params" | "draft" | "operations" | "splitAtFrame" | "mode">
>;

export type NewVersion = {
  scene: Scene;
  kind: VersionKind;
  jobKind: JobKind;
  instruction?: string;
  chips?: string[];
  seed: Seed;
  splitBirthIndex?: number;
  correlationId?: string | undefined;
};

export type Started = { scene: Scene; version: number; jobId: Id<"jobs">; superseded?: number };

/** Starts the next version of a scene and its job; a version still in the making is superseded. */
export async function startVersion(ctx: MutationCtx, wish: NewVersion): Promise<Started> {
  const { scene, kind, seed } = wish;
  const superseded = scene.pendingVersion;
  if (superseded !== undefined) await supersede(ctx, scene, superseded);
  const session = await getSession(ctx, scene.sessionId);
  const number = scene.version + 1;
  const shown =
    scene.liveVersion === undefined ? null : await findVersion(ctx, scene._id, scene.liveVersion);
  const job = await startJob(ctx, {
    kind: wish.jobKind,
    session,
    correlationId: wish.correlationId,
    sceneId: scene._id,
    version: number,
  });
  const versionId = await ctx.db.insert("sceneVersions", {
    ...freshVersion(scene, number),
    kind,
    jobId: job._id,
    ...(seed.mode === undefined ? {} : { mode: seed.mode }),
    ...(wish.instruction === undefined ? {} : { instruction: wish.instruction }),
    ...(wish.chips === undefined ? {} : { chips: wish.chips }),
    ...(scene.liveVersion === undefined ? {} : { baseVersion: scene.liveVersion }),
    // What changes half of a cut scene is cut to the same half; a split says itself what it cut.
    ...(shown?.trim === undefined || kind === "split" ? {} : { trim: shown.trim }),
    ...(wish.splitBirthIndex === undefined ? {} : { splitBirthIndex: wish.splitBirthIndex }),
  });
  const { _id, sessionId } = scene;
  await ctx.db.insert("sceneSources", {
    ...seed,
    sceneId: _id,
    sessionId,
    version: number,
    plays: [],
    attemptsLog: [],
  });
  const updated = await updateScene(ctx, scene, {
    version: number,
    pendingVersion: number,
    status: "queued",
    jobId: job._id,
  });
  await emitScene(ctx, { type: "scene.queued", version: await getVersion(ctx, versionId) });
  return {
    scene: updated,
    version: number,
    jobId: job._id,
    ...(superseded === undefined ? {} : { superseded }),
  };
}

/** The fields every new version has. */
export function freshVersion(
  scene: Scene,
  version: number,
): Omit<Version, "_id" | "_creationTime" | "kind"> {
  return {
    sceneId: scene._id,
    sessionId: scene.sessionId,
    projectId: scene.projectId,
    ownerId: scene.ownerId,
    version,
    status: "queued",
    chips: [],
    docsUsed: [],
    attempt: 1,
    fence: { attempt: 1, rank: 0, seq: 0 },
    createdBy: scene.ownerId,
    createdAt: Date.now(),
  };
}

export async function getVersion(
  ctx: Pick<QueryCtx, "db">,
  id: Id<"sceneVersions">,
): Promise<Version> {
  const version = await ctx.db.get("sceneVersions", id);
  if (version === null) throw new Error(`Version ${id} is gone.`);
  return version;
}

async function supersede(ctx: MutationCtx, scene: Scene, number: number): Promise<void> {
  const version = await findVersion(ctx, scene._id, number);
  if (version === null) return;
  const ended = await endVersion(ctx, version, { status: "superseded" });
  await emitScene(ctx, { type: "scene.superseded", version: ended });
  await endJobOf(ctx, version, "superseded");
}

async function endJobOf(
  ctx: MutationCtx,
  version: Version,
  status: "superseded" | "cancelled",
): Promise<void> {
  const job = await findJob(ctx, version.jobId);
  if (job === null || isOver(job)) return;
  await endJob(ctx, job, {
    status,
    ...(status === "cancelled" ? { error: failure("job.cancelled") } : {}),
  });
  await tellCancelled(ctx, job);
}

/** Writes how a version ended. The scene and the job are the caller's business. */
async function endVersion(
  ctx: MutationCtx,
  version: Version,
  end: { status: VersionStatus; error?: Failure },
): Promise<Version> {
  await ctx.db.patch("sceneVersions", version._id, {
    status: move(versionEdges, version.status, end.status),
    finishedAt: Date.now(),
    progress: undefined,
    // What could be looked at early is not kept without a film.
    previewUrl: undefined,
    posterUrl: undefined,
    ...(end.error === undefined ? {} : { error: end.error }),
  });
  return await getVersion(ctx, version._id);
}

/** The status a scene shows once nothing is being made. */
function restingStatus(scene: Scene, ended: VersionStatus): VersionStatus {
  return scene.liveVersion === undefined ? ended : "ready";
}

/**
 * A version ended without a chunk: what played before goes on playing. The scene keeps the job's name,
 * by which it can be tried again.
 */
export async function endBadly(
  ctx: MutationCtx,
  version: Version,
  end: { status: "error" | "cancelled"; error: Failure },
): Promise<void> {
  const ended = await endVersion(ctx, version, end);
  const scene = await ctx.db.get("scenes", version.sceneId);
  if (scene === null) return;
  await updateScene(ctx, scene, {
    status: restingStatus(scene, end.status),
    ...(scene.pendingVersion === version.version ? { pendingVersion: undefined } : {}),
    ...(end.status === "error"
      ? { error: end.error, errorMessage: end.error.error, errorVersion: version.version }
      : {}),
  });
  await emitScene(ctx, {
    type: "scene.failed",
    version: ended,
    extra: { errorCode: end.error.code },
  });
}

/** Gives up the version being made, if any, with its job. */
export async function cancelPending(ctx: MutationCtx, scene: Scene): Promise<void> {
  if (scene.pendingVersion === undefined) return;
  const version = await findVersion(ctx, scene._id, scene.pendingVersion);
  if (version === null || isTerminal(versionEdges, version.status)) return;
  await endBadly(ctx, version, { status: "cancelled", error: failure("job.cancelled") });
  await endJobOf(ctx, version, "cancelled");
}

/** Puts a version back to the start for its job's next attempt. */
export async function restartVersion(
  ctx: MutationCtx,
  version: Version,
  attempt: number,
): Promise<void> {
  await ctx.db.patch("sceneVersions", version._id, {
    ...(version.status === "queued"
      ? {}
      : { status: move(versionEdges, version.status, "queued") }),
    attempt,
    fence: { attempt, rank: ranks.version.queued, seq: 0 },
    progress: undefined,
  });
  const scene = await ctx.db.get("scenes", version.sceneId);
  if (scene?.pendingVersion === version.version)
    await updateScene(ctx, scene, { status: "queued" });
}

/** Moves the live pointer to a ready version, and the timeline with it. */
export async function showVersion(
  ctx: MutationCtx,
  scene: Scene,
  version: Version,
): Promise<Scene> {
  if (version.status !== "ready" || version.durationInFrames === undefined) {
    throw new Error(
      `Version ${version.version} is ${version.status}; only a ready one can be shown.`,
    );
  }
  const done = scene.pendingVersion === version.version;
  const pending = done ? undefined : scene.pendingVersion;
  const shown = await updateScene(ctx, scene, {
    liveVersion: version.version,
    pendingVersion: pending,
    status: pending === undefined ? "ready" : scene.status,
    s3ChunkKey: version.chunkKey,
    s3ChunkUrl: version.chunkUrl,
    s3SourceKey: version.sourceKey,
    posterUrl: version.posterUrl,
    checksum: version.checksum,
    fps: version.fps,
    width: version.width,
    height: version.height,
    hasAudio: version.hasAudio,
    mode: version.mode,
    ...(done ? { jobId: undefined } : {}),
    ...(scene.errorVersion !== undefined && scene.errorVersion < version.version ? noError : {}),
  });
  const placed = await resize(ctx, shown, version.durationInFrames);
  await updatePosters(ctx, placed);
  return placed;
}

export const noError = { error: undefined, errorMessage: undefined, errorVersion: undefined };

/** A session shows its first scene's poster, a project its newest session's. */
async function updatePosters(ctx: MutationCtx, scene: Scene): Promise<void> {
  if (scene.posterUrl === undefined || scene.removedAt !== undefined) return;
  const session = await getSession(ctx, scene.sessionId);
  if (scene.index !== 0 && session.posterUrl !== undefined) return;
  await ctx.db.patch("videoSessions", session._id, { posterUrl: scene.posterUrl });
  await ctx.db.patch("projects", session.projectId, {
    posterUrl: scene.posterUrl,
    lastSessionId: session._id,
    updatedAt: Date.now(),
  });
}
