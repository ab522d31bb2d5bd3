/** A session as large as the limits allow, written straight into the tables: 200 scenes, 50 versions each. */
import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { freshVersion } from "../model/versions";

export const bigSession = { scenes: 200, versions: 50, frames: 30, pending: 3 };

export type Big = {
  userId: Id<"users">;
  projectId: Id<"projects">;
  sessionId: Id<"videoSessions">;
};

export async function seedSession(ctx: MutationCtx, externalId: string): Promise<Big> {
  const now = Date.now();
  const userId = await ctx.db.insert("users", {
    externalId,
    role: "user",
    settings: {},
    createdAt: now,
  });
  const owner = { ownerId: userId, createdAt: now, updatedAt: now };
  const project = { title: "Big", searchText: "big", sessionCount: 1 };
  const projectId = await ctx.db.insert("projects", { ...owner, ...project });
  const sessionId = await ctx.db.insert("videoSessions", {
    ...owner,
    projectId,
    title: "Big",
    status: "ready",
    targetFps: 30,
    width: 1280,
    height: 720,
    codec: "h264",
    audioHz: 48_000,
    durationInFrames: bigSession.scenes * bigSession.frames,
    sceneCount: bigSession.scenes,
    pendingScenes: bigSession.pending,
    failedScenes: 0,
    nextBirthIndex: bigSession.scenes,
    operationSeq: 0,
    version: 1,
  });
  return { userId, projectId, sessionId };
}

/** The first few scenes are being edited: their newest version is pending with a running job. */
export async function seedScene(ctx: MutationCtx, big: Big, index: number): Promise<void> {
  const { frames, versions, pending } = bigSession;
  const isPending = index < pending;
  const startFrame = index * frames;
  const of = { ownerId: big.userId, projectId: big.projectId, sessionId: big.sessionId };
  const sceneId = await ctx.db.insert("scenes", {
    ...of,
    index,
    birthIndex: index,
    title: `Scene ${index}`,
    status: isPending ? "rendering" : "ready",
    version: versions,
    liveVersion: isPending ? versions - 1 : versions,
    startFrame,
    endFrame: startFrame + frames - 1,
    durationInFrames: frames,
    s3ChunkUrl: `http://chunks.test/${index}.mp4`,
    locked: false,
    updatedAt: Date.now(),
  });
  const scene = await ctx.db.get("scenes", sceneId);
  if (scene === null) throw new Error("The scene was just written.");
  for (let number = 1; number <= versions; number += 1) {
    const isLast = number === versions && isPending;
    await ctx.db.insert("sceneVersions", {
      ...freshVersion(scene, number),
      kind: "edit",
      status: isLast ? "rendering" : "ready",
      durationInFrames: frames,
      ...(isLast ? { jobId: await seedJob(ctx, big, sceneId) } : {}),
    });
    const text = { code: "from manim import *\n".repeat(100), plays: [], attemptsLog: [] };
    await ctx.db.insert("sceneSources", {
      sceneId,
      sessionId: big.sessionId,
      version: number,
      ...text,
    });
  }
  if (isPending) await ctx.db.patch("scenes", sceneId, { pendingVersion: versions });
}

async function seedJob(ctx: MutationCtx, big: Big, sceneId: Id<"scenes">): Promise<Id<"jobs">> {
  const now = Date.now();
  return await ctx.db.insert("jobs", {
    ownerId: big.userId,
    projectId: big.projectId,
    sessionId: big.sessionId,
    sceneId,
    version: bigSession.versions,
    kind: "edit",
    status: "running",
    claimId: "bench",
    attempt: 1,
    maxAttempts: 3,
    correlationId: "3f0c1f4e-8d1b-4c57-9a38-0f0c5f2b7a11",
    createdAt: now,
    dueAt: now + 3_600_000,
    dispatchTries: 0,
    releases: 0,
    fence: { attempt: 1, rank: 0, seq: 0 },
  });
}
