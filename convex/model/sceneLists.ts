/** Reading scenes and their versions. */
import type { PaginationOptions, PaginationResult } from "convex/server";
import type { Doc, Id } from "../_generated/dataModel";
import type { AuthedQueryCtx } from "../lib/access";
import { owned, ownedSession } from "../lib/access";
import { notFound } from "../lib/errors";
import type { DiffSide, Scene, Version, VersionSource } from "../shared/views";
import { vVersionSource } from "../shared/views";
import { scenesFrom } from "./timeline";
import { findSource, findVersion } from "./versions";
import { mapPage, pick, sceneView, versionView } from "./views";

/** Reads the session's scenes and the versions being made, nothing of the history. */
export async function listBySession(
  ctx: AuthedQueryCtx,
  sessionId: Id<"videoSessions">,
): Promise<Scene[]> {
  const session = await owned(ctx, "videoSessions", sessionId);
  const scenes = await scenesFrom(ctx, session._id, 0);
  return await Promise.all(scenes.map(async (scene) => sceneView(ctx, scene)));
}

export async function listRemoved(
  ctx: AuthedQueryCtx,
  wish: { sessionId: Id<"videoSessions">; paginationOpts: PaginationOptions },
): Promise<PaginationResult<Doc<"scenes">>> {
  const session = await ownedSession(ctx, wish.sessionId);
  return await ctx.db
    .query("scenes")
    .withIndex("by_session_removed_index", (q) => q.eq("sessionId", session._id).gt("removedAt", 0))
    .order("desc")
    .paginate(wish.paginationOpts);
}

export async function versions(
  ctx: AuthedQueryCtx,
  wish: { sceneId: Id<"scenes">; paginationOpts: PaginationOptions },
): Promise<PaginationResult<Version>> {
  const scene = await owned(ctx, "scenes", wish.sceneId);
  const page = await ctx.db
    .query("sceneVersions")
    .withIndex("by_scene_version", (q) => q.eq("sceneId", scene._id))
    .order("desc")
    .paginate(wish.paginationOpts);
  return mapPage(page, (version) => versionView(version, scene));
}

export async function source(
  ctx: AuthedQueryCtx,
  wish: { sceneId: Id<"scenes">; version?: number | undefined },
): Promise<VersionSource> {
  const scene = await owned(ctx, "scenes", wish.sceneId);
  return await sourceOf(ctx, scene, wish.version ?? scene.liveVersion ?? scene.version);
}

export async function sourceOf(
  ctx: Pick<AuthedQueryCtx, "db">,
  scene: Doc<"scenes">,
  number: number,
): Promise<VersionSource> {
  const version = await findVersion(ctx, scene._id, number);
  const text = await findSource(ctx, scene._id, number);
  if (version === null || text === null) throw notFound();
  const { sourceKey, trim } = version;
  return {
    ...pick(vVersionSource, text),
    ...(sourceKey === undefined ? {} : { sourceKey }),
    ...(trim === undefined ? {} : { trim }),
  };
}

export async function diff(
  ctx: AuthedQueryCtx,
  wish: { sceneId: Id<"scenes">; from: number; to: number },
): Promise<{ from: DiffSide; to: DiffSide }> {
  const scene = await owned(ctx, "scenes", wish.sceneId);
  return { from: await sideOf(ctx, scene, wish.from), to: await sideOf(ctx, scene, wish.to) };
}

async function sideOf(
  ctx: AuthedQueryCtx,
  scene: Doc<"scenes">,
  number: number,
): Promise<DiffSide> {
  const version = await findVersion(ctx, scene._id, number);
  const text = await findSource(ctx, scene._id, number);
  if (version === null || text === null) throw notFound();
  return {
    ...versionView(version, scene),
    ...(text.code === undefined ? {} : { code: text.code }),
    ...(text.document === undefined ? {} : { document: text.document as unknown }),
  };
}
