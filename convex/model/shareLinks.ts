/** Links to watch a session. Whoever has the token may watch, until it expires or is revoked. */
import type { PaginationOptions, PaginationResult } from "convex/server";
import type { Infer } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { AuthedMutationCtx, AuthedQueryCtx } from "../lib/access";
import { owned, ownedSession } from "../lib/access";
import { wholeNumber } from "../lib/text";
import type { vSharedSession } from "../shared/views";
import { scenesFrom } from "./timeline";

const dayMs = 86_400_000;

export async function storeLink(
  ctx: AuthedMutationCtx,
  wish: { sessionId: Id<"videoSessions">; expiresInDays?: number | undefined; token: string },
): Promise<{ shareLinkId: Id<"shareLinks">; token: string; expiresAt?: number }> {
  const session = await ownedSession(ctx, wish.sessionId);
  const now = Date.now();
  const days = wish.expiresInDays;
  const expiry =
    days === undefined
      ? {}
      : {
          expiresAt: now + wholeNumber(days, { min: 1, max: 3650, field: "expiresInDays" }) * dayMs,
        };
  const shareLinkId = await ctx.db.insert("shareLinks", {
    ownerId: ctx.user._id,
    sessionId: session._id,
    token: wish.token,
    createdAt: now,
    views: 0,
    ...expiry,
  });
  return { shareLinkId, token: wish.token, ...expiry };
}

export async function listLinks(
  ctx: AuthedQueryCtx,
  wish: { sessionId: Id<"videoSessions">; paginationOpts: PaginationOptions },
): Promise<PaginationResult<Doc<"shareLinks">>> {
  const session = await ownedSession(ctx, wish.sessionId);
  return await ctx.db
    .query("shareLinks")
    .withIndex("by_session", (q) => q.eq("sessionId", session._id))
    .order("desc")
    .paginate(wish.paginationOpts);
}

export async function revokeLink(
  ctx: AuthedMutationCtx,
  shareLinkId: Id<"shareLinks">,
): Promise<null> {
  const link = await owned(ctx, "shareLinks", shareLinkId);
  const now = Date.now();
  // A revoked link has expired, so that the sweep finds it too.
  const expiresAt = Math.min(link.expiresAt ?? now, now);
  if (link.revokedAt === undefined)
    await ctx.db.patch("shareLinks", link._id, { revokedAt: now, expiresAt });
  return null;
}

async function openable(
  ctx: Pick<QueryCtx, "db">,
  token: string,
): Promise<Doc<"shareLinks"> | null> {
  const link = await ctx.db
    .query("shareLinks")
    .withIndex("by_token", (q) => q.eq("token", token))
    .unique();
  if (link === null || link.revokedAt !== undefined) return null;
  return (link.expiresAt ?? Infinity) <= Date.now() ? null : link;
}

export async function openLink(
  ctx: Pick<QueryCtx, "db">,
  token: string,
): Promise<Infer<typeof vSharedSession> | null> {
  const link = await openable(ctx, token);
  const session = link === null ? null : await ctx.db.get("videoSessions", link.sessionId);
  if (session === null || session.removedAt !== undefined) return null;
  const scenes = await scenesFrom(ctx, session._id, 0);
  const { title, targetFps, width, height, durationInFrames, posterUrl } = session;
  return {
    title,
    targetFps,
    width,
    height,
    durationInFrames,
    ...(posterUrl === undefined ? {} : { posterUrl }),
    scenes: scenes.flatMap(sharedScene),
  };
}

function sharedScene(scene: Doc<"scenes">): Infer<typeof vSharedSession>["scenes"] {
  if (scene.s3ChunkUrl === undefined) return [];
  const { index, title, startFrame, endFrame, durationInFrames, posterUrl, hasAudio } = scene;
  return [
    {
      index,
      startFrame,
      endFrame,
      durationInFrames,
      chunkUrl: scene.s3ChunkUrl,
      ...(title === undefined ? {} : { title }),
      ...(posterUrl === undefined ? {} : { posterUrl }),
      ...(hasAudio === undefined ? {} : { hasAudio }),
    },
  ];
}

/** Counts, and tells nothing about whether the token was good. */
export async function countView(ctx: MutationCtx, token: string): Promise<null> {
  const link = await openable(ctx, token);
  if (link !== null) await ctx.db.patch("shareLinks", link._id, { views: link.views + 1 });
  return null;
}
