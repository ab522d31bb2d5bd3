import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import type { Infer } from "convex/values";
import { v } from "convex/values";
import type { Id } from "./_generated/dataModel";
import type { AuthedQueryCtx } from "./lib/access";
import { owned } from "./lib/access";
import { authedMutation, authedQuery } from "./lib/builders";
import { unlessChanged, vExpected } from "./lib/unchanged";
import * as model from "./model/projects";
import { mapPage, pick } from "./model/views";
import { oneOf } from "./shared/validators";
import { vProject } from "./shared/views";

const clientRequestId = v.optional(v.string());

type Named = { projectId: Id<"projects"> };

async function view(ctx: AuthedQueryCtx, { projectId }: Named): Promise<Infer<typeof vProject>> {
  return pick(vProject, await owned(ctx, "projects", projectId));
}

export const create = authedMutation({
  args: { title: v.string(), description: v.optional(v.string()), clientRequestId },
  returns: v.id("projects"),
  once: "projects.create",
  handler: model.createProject,
});

export const list = authedQuery({
  args: {
    paginationOpts: paginationOptsValidator,
    removed: v.optional(v.boolean()),
    order: v.optional(oneOf(["updated", "created"] as const)),
  },
  returns: paginationResultValidator(vProject),
  handler: async (ctx, args) =>
    mapPage(await model.listProjects(ctx, args), (row) => pick(vProject, row)),
});

export const search = authedQuery({
  args: { text: v.string(), limit: v.optional(v.number()) },
  returns: v.array(vProject),
  handler: async (ctx, args) =>
    (await model.searchProjects(ctx, args)).map((row) => pick(vProject, row)),
});

export const get = authedQuery({
  args: { projectId: v.id("projects") },
  returns: vProject,
  handler: view,
});

export const update = authedMutation({
  args: {
    projectId: v.id("projects"),
    title: v.optional(v.string()),
    description: v.optional(v.string()),
    expected: vExpected,
  },
  returns: v.null(),
  handler: unlessChanged(view, model.updateProject),
});

export const duplicate = authedMutation({
  args: { projectId: v.id("projects"), clientRequestId },
  returns: v.id("projects"),
  once: "projects.duplicate",
  handler: model.duplicateProject,
});

export const remove = authedMutation({
  args: { projectId: v.id("projects"), expected: vExpected },
  returns: v.null(),
  handler: unlessChanged(view, model.removeProject),
});

export const restore = authedMutation({
  args: { projectId: v.id("projects") },
  returns: v.null(),
  handler: model.restoreProject,
});
