/** The messages to the backend, built from the ledger at the moment they are sent. */
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import type { Value } from "convex/values";
import { findKey } from "./modelKeys";
import { scenesFrom } from "./timeline";
import { findSource, findVersion } from "./versions";

type Reader = Pick<QueryCtx, "db">;
type Body = Record<string, Value>;
export type Message = { route: string; body: string; correlationId: string };

const routes = {
  generate: "/jobs/generate",
  edit: "/jobs/edit",
  render: "/jobs/render",
  split: "/jobs/render",
  export: "/jobs/export",
} as const;

/** The message for a job's current attempt, or null when there is nothing to send any more. */
export async function messageFor(ctx: Reader, job: Doc<"jobs">): Promise<Message | null> {
  const session = await ctx.db.get("videoSessions", job.sessionId);
  if (session === null) return null;
  const rest = await contentOf(ctx, job, session);
  if (rest === null) return null;
  const route = routes[job.kind];
  const common = {
    route,
    jobId: job._id,
    attempt: job.attempt,
    correlationId: job.correlationId,
    ownerId: job.ownerId,
    projectId: job.projectId,
    sessionId: job.sessionId,
  };
  return {
    route,
    correlationId: job.correlationId,
    body: JSON.stringify({ ...common, ...rest, settings: settingsOf(session) }),
  };
}

async function contentOf(
  ctx: Reader,
  job: Doc<"jobs">,
  session: Doc<"videoSessions">,
): Promise<Body | null> {
  if (job.kind === "generate") {
    const ownKey = await hasOwnKey(ctx, job);
    return { sceneCount: job.sceneCount ?? 1, prompt: job.prompt ?? "", ownKey };
  }
  if (job.kind === "export") return await exportContent(ctx, job, session);
  return await sceneContent(ctx, job, session);
}

/** The key itself never travels in a message: the worker asks for it while it does the job. */
async function hasOwnKey(ctx: Reader, job: Doc<"jobs">): Promise<boolean> {
  return (await findKey(ctx, job.ownerId)) !== null;
}

export function settingsOf(session: Doc<"videoSessions">): Body {
  return {
    fps: session.targetFps,
    width: session.width,
    height: session.height,
    codec: session.codec,
    audioHz: session.audioHz,
    theme: session.theme ?? null,
    language: session.language ?? null,
    style: session.style ?? null,
  };
}

async function sceneContent(
  ctx: Reader,
  job: Doc<"jobs">,
  session: Doc<"videoSessions">,
): Promise<Body | null> {
  if (job.sceneId === undefined || job.version === undefined) return null;
  const scene = await ctx.db.get("scenes", job.sceneId);
  const version = await findVersion(ctx, job.sceneId, job.version);
  const seed = await findSource(ctx, job.sceneId, job.version);
  if (scene === null || version === null || seed === null) return null;
  const common = {
    sceneId: scene._id,
    version: version.version,
    birthIndex: scene.birthIndex,
    source:
      version.baseVersion === undefined
        ? null
        : await sourceContent(ctx, scene, version.baseVersion),
    scene: {
      title: scene.title ?? null,
      summary: scene.summary ?? null,
      narration: scene.narration ?? null,
      index: scene.index,
      sceneCount: session.sceneCount,
      sessionPrompt: session.prompt ?? null,
    },
  };
  if (job.kind === "edit") {
    return {
      ...common,
      prompt: version.instruction ?? "",
      ownKey: await hasOwnKey(ctx, job),
      draft: (seed.draft as Value | undefined) ?? null,
    };
  }
  return { ...common, params: (seed.params as Value | undefined) ?? null, ...work(seed, version) };
}

/** Exactly one of the four things a render may be asked to do. */
function work(seed: Doc<"sceneSources">, version: Doc<"sceneVersions">): Body {
  if (seed.splitAtFrame !== undefined) {
    return { split: { atFrame: seed.splitAtFrame, newBirthIndex: version.splitBirthIndex ?? 0 } };
  }
  if (seed.operations !== undefined) return { operations: seed.operations as Value[] };
  if (seed.document !== undefined) return { document: seed.document as Value };
  return { code: seed.code ?? "" };
}

async function sourceContent(
  ctx: Reader,
  scene: Doc<"scenes">,
  base: number,
): Promise<Body | null> {
  const version = await findVersion(ctx, scene._id, base);
  const source = await findSource(ctx, scene._id, base);
  if (version === null || source === null) return null;
  return {
    version: base,
    mode: source.mode ?? null,
    key: version.sourceKey ?? null,
    code: source.code ?? null,
    document: (source.document as Value | undefined) ?? null,
    params: (source.params as Value | undefined) ?? null,
    trim: version.trim ?? null,
    chunkKey: version.chunkKey ?? null,
    chunkUrl: version.chunkUrl ?? null,
    durationInFrames: version.durationInFrames ?? null,
  };
}

async function exportContent(
  ctx: Reader,
  job: Doc<"jobs">,
  session: Doc<"videoSessions">,
): Promise<Body | null> {
  const row = job.exportId === undefined ? null : await ctx.db.get("exports", job.exportId);
  if (row === null) return null;
  const scenes: Body[] = [];
  for (const scene of await scenesFrom(ctx, job.sessionId, 0)) {
    if (scene.liveVersion === undefined) continue;
    const version = await findVersion(ctx, scene._id, scene.liveVersion);
    scenes.push({ ...exportedScene(scene), trim: version?.trim ?? null });
  }
  return {
    exportId: row._id,
    format: row.format,
    quality: row.quality,
    fps: row.fps,
    captions: row.captions,
    picture: row.picture ?? null,
    title: session.title,
    scenes,
  };
}

function exportedScene(scene: Doc<"scenes">): Body {
  return {
    sceneId: scene._id,
    version: scene.liveVersion ?? 0,
    index: scene.index,
    title: scene.title ?? null,
    narration: scene.narration ?? null,
    chunkKey: scene.s3ChunkKey ?? "",
    chunkUrl: scene.s3ChunkUrl ?? "",
    sourceKey: scene.s3SourceKey ?? null,
    checksum: scene.checksum ?? "",
    startFrame: scene.startFrame,
    durationInFrames: scene.durationInFrames,
    fps: scene.fps ?? 0,
    width: scene.width ?? 0,
    height: scene.height ?? 0,
    hasAudio: scene.hasAudio ?? false,
  };
}
