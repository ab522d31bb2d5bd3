import { v } from "convex/values";
import { authedMutation, authedQuery } from "./lib/builders";
import * as model from "./model/documents";

const sceneId = v.id("scenes");

export const get = authedQuery({
  args: { sceneId },
  returns: v.union(
    v.object({ document: v.any(), baseVersion: v.optional(v.number()), updatedAt: v.number() }),
    v.null(),
  ),
  handler: async (ctx, args) => model.getDraft(ctx, args.sceneId),
});

export const save = authedMutation({
  args: {
    sceneId,
    document: v.any(),
    baseVersion: v.optional(v.number()),
    ifUpdatedAt: v.optional(v.number()),
  },
  returns: v.object({ updatedAt: v.number() }),
  handler: model.saveDraft,
});

export const discard = authedMutation({
  args: { sceneId },
  returns: v.null(),
  handler: async (ctx, args) => model.discardDraft(ctx, args.sceneId),
});
