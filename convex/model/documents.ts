/** Drafts of scene documents while they are being edited; one a scene and person. */
import type { Doc, Id } from "../_generated/dataModel";
import type { AuthedMutationCtx, AuthedQueryCtx } from "../lib/access";
import { owned, ownedScene } from "../lib/access";
import { fail } from "../lib/errors";
import { ceilings } from "../lib/settings";
import { boundedJson } from "../lib/text";

async function draftOf(
  ctx: AuthedQueryCtx | AuthedMutationCtx,
  sceneId: Id<"scenes">,
): Promise<Doc<"documents"> | null> {
  return await ctx.db
    .query("documents")
    .withIndex("by_scene_owner", (q) => q.eq("sceneId", sceneId).eq("ownerId", ctx.user._id))
    .unique();
}

type Draft = { document: unknown; baseVersion?: number; updatedAt: number };

export async function getDraft(ctx: AuthedQueryCtx, sceneId: Id<"scenes">): Promise<Draft | null> {
  const scene = await owned(ctx, "scenes", sceneId);
  const draft = await draftOf(ctx, scene._id);
  if (draft === null) return null;
  const { baseVersion, updatedAt } = draft;
  return {
    document: draft.document as unknown,
    updatedAt,
    ...(baseVersion === undefined ? {} : { baseVersion }),
  };
}

type SaveWish = {
  sceneId: Id<"scenes">;
  document?: unknown;
  baseVersion?: number | undefined;
  ifUpdatedAt?: number | undefined;
};

export async function saveDraft(
  ctx: AuthedMutationCtx,
  wish: SaveWish,
): Promise<{ updatedAt: number }> {
  const { scene } = await ownedScene(ctx, wish.sceneId);
  boundedJson(wish.document, ceilings.json, "document");
  const draft = await draftOf(ctx, scene._id);
  if (wish.ifUpdatedAt !== undefined && draft?.updatedAt !== wish.ifUpdatedAt)
    throw fail("document.conflict");
  // Two saves in one millisecond are still two versions of the draft.
  const updatedAt = Math.max(Date.now(), (draft?.updatedAt ?? 0) + 1);
  const base = wish.baseVersion === undefined ? {} : { baseVersion: wish.baseVersion };
  const fields = { document: wish.document ?? null, updatedAt, ...base };
  if (draft !== null) await ctx.db.patch("documents", draft._id, fields);
  else {
    const { _id: sceneId, sessionId } = scene;
    await ctx.db.insert("documents", { ownerId: ctx.user._id, sceneId, sessionId, ...fields });
  }
  return { updatedAt };
}

export async function discardDraft(ctx: AuthedMutationCtx, sceneId: Id<"scenes">): Promise<null> {
  const scene = await owned(ctx, "scenes", sceneId);
  const draft = await draftOf(ctx, scene._id);
  if (draft !== null) await ctx.db.delete("documents", draft._id);
  return null;
}
