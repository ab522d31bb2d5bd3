/** A person's own templates: documents of scenes that play. */
import type { PaginationOptions, PaginationResult } from "convex/server";
import type { Doc, Id } from "../_generated/dataModel";
import type { AuthedMutationCtx, AuthedQueryCtx } from "../lib/access";
import { owned, ownedScene } from "../lib/access";
import { fail } from "../lib/errors";
import { bounded, cleanTitle } from "../lib/text";
import { leavePlaces, placesOf } from "./objects";
import { findSource, findVersion } from "./versions";

export async function listTemplates(
  ctx: AuthedQueryCtx,
  wish: { paginationOpts: PaginationOptions },
): Promise<PaginationResult<Doc<"templates">>> {
  return await ctx.db
    .query("templates")
    .withIndex("by_owner", (q) => q.eq("ownerId", ctx.user._id))
    .order("desc")
    .paginate(wish.paginationOpts);
}

export async function saveFromScene(
  ctx: AuthedMutationCtx,
  wish: { sceneId: Id<"scenes">; title: string; description?: string | undefined },
): Promise<Id<"templates">> {
  const { scene } = await ownedScene(ctx, wish.sceneId);
  const source =
    scene.liveVersion === undefined ? null : await findSource(ctx, scene._id, scene.liveVersion);
  if (source?.document === undefined) {
    throw fail(
      "scene.no_live_version",
      {},
      "Only a scene with a document that plays can become a template.",
    );
  }
  const shown = await findVersion(ctx, scene._id, scene.liveVersion ?? 0);
  const { posterUrl, posterKey } = shown ?? {};
  return await ctx.db.insert("templates", {
    ownerId: ctx.user._id,
    title: cleanTitle(wish.title),
    document: source.document as unknown,
    createdAt: Date.now(),
    ...(wish.description === undefined
      ? {}
      : { description: bounded(wish.description, 2000, "description") }),
    ...(posterUrl === undefined ? {} : { posterUrl }),
    ...(posterKey === undefined ? {} : { posterKey }),
  });
}

export async function removeTemplate(
  ctx: AuthedMutationCtx,
  templateId: Id<"templates">,
): Promise<null> {
  const template = await owned(ctx, "templates", templateId);
  await leavePlaces(ctx, placesOf([template]));
  await ctx.db.delete("templates", template._id);
  return null;
}
