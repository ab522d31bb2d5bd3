import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import type { Infer } from "convex/values";
import { v } from "convex/values";
import type { Id } from "./_generated/dataModel";
import type { AuthedQueryCtx } from "./lib/access";
import { owned } from "./lib/access";
import { authedMutation, authedQuery } from "./lib/builders";
import { unlessChanged, vExpected } from "./lib/unchanged";
import * as model from "./model/sessions";
import { mapPage, pick } from "./model/views";
import { vSessionSettings } from "./shared/validators";
import { vSession } from "./shared/views";

const clientRequestId = v.optional(v.string());
const sessionId = v.id("videoSessions");
const settings = v.optional(vSessionSettings);

type Named = { sessionId: Id<"videoSessions"> };

async function view(ctx: AuthedQueryCtx, wish: Named): Promise<Infer<typeof vSession>> {
  return pick(vSession, await owned(ctx, "videoSessions", wish.sessionId));
}

export const create = authedMutation({
  args: {
    projectId: v.id("projects"),
    title: v.optional(v.string()),
    prompt: v.optional(v.string()),
    settings,
    clientRequestId,
  },
  returns: sessionId,
  once: "videoSessions.create",
  handler: model.createSession,
});

export const get = authedQuery({
  args: { sessionId },
  returns: vSession,
  handler: view,
});

export const listByProject = authedQuery({
  args: {
    projectId: v.id("projects"),
    paginationOpts: paginationOptsValidator,
    removed: v.optional(v.boolean()),
  },
  returns: paginationResultValidator(vSession),
  handler: async (ctx, args) =>
    mapPage(await model.listByProject(ctx, args), (row) => pick(vSession, row)),
});

export const recent = authedQuery({
  args: { paginationOpts: paginationOptsValidator, removed: v.optional(v.boolean()) },
  returns: paginationResultValidator(vSession),
  handler: async (ctx, args) =>
    mapPage(await model.recent(ctx, args), (row) => pick(vSession, row)),
});

export const update = authedMutation({
  args: { sessionId, title: v.optional(v.string()), settings, expected: vExpected },
  returns: v.null(),
  handler: unlessChanged(view, model.updateSession),
});

export const duplicate = authedMutation({
  args: { sessionId, clientRequestId },
  returns: sessionId,
  once: "videoSessions.duplicate",
  handler: model.duplicateSession,
});

export const remove = authedMutation({
  args: { sessionId, expected: vExpected },
  returns: v.null(),
  handler: unlessChanged(view, model.removeSession),
});

export const restore = authedMutation({
  args: { sessionId },
  returns: v.null(),
  handler: model.restoreSession,
});
