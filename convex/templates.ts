import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { authedMutation, authedQuery } from "./lib/builders";
import * as model from "./model/templates";
import { mapPage, pick } from "./model/views";
import { vTemplate } from "./shared/views";

export const list = authedQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(vTemplate),
  handler: async (ctx, args) =>
    mapPage(await model.listTemplates(ctx, args), (row) => pick(vTemplate, row)),
});

export const saveFromScene = authedMutation({
  args: { sceneId: v.id("scenes"), title: v.string(), description: v.optional(v.string()) },
  returns: v.id("templates"),
  handler: model.saveFromScene,
});

export const remove = authedMutation({
  args: { templateId: v.id("templates") },
  returns: v.null(),
  handler: async (ctx, args) => model.removeTemplate(ctx, args.templateId),
});
