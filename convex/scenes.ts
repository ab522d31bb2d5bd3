import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import type { Id } from "./_generated/dataModel";
import type { AuthedQueryCtx } from "./lib/access";
import { owned } from "./lib/access";
import { authedMutation, authedQuery } from "./lib/builders";
import { unlessChanged, vExpected } from "./lib/unchanged";
import * as edits from "./model/sceneEdits";
import * as lists from "./model/sceneLists";
import { mapPage, pick, sceneView } from "./model/views";
import type { Scene } from "./shared/views";
import { vDiffSide, vScene, vVersion, vVersionSource } from "./shared/views";

const sceneId = v.id("scenes");
const sessionId = v.id("videoSessions");
const clientRequestId = v.optional(v.string());
const paginationOpts = paginationOptsValidator;

type Named = { sceneId: Id<"scenes"> };

async function view(ctx: AuthedQueryCtx, wish: Named): Promise<Scene> {
  return await sceneView(ctx, await owned(ctx, "scenes", wish.sceneId));
}

export const listBySession = authedQuery({
  args: { sessionId },
  returns: v.array(vScene),
  handler: async (ctx, args) => lists.listBySession(ctx, args.sessionId),
});

export const listRemoved = authedQuery({
  args: { sessionId, paginationOpts },
  returns: paginationResultValidator(vScene),
  handler: async (ctx, args) =>
    mapPage(await lists.listRemoved(ctx, args), (row) => pick(vScene, row)),
});

export const get = authedQuery({
  args: { sceneId },
  returns: vScene,
  handler: view,
});

export const versions = authedQuery({
  args: { sceneId, paginationOpts },
  returns: paginationResultValidator(vVersion),
  handler: lists.versions,
});

export const source = authedQuery({
  args: { sceneId, version: v.optional(v.number()) },
  returns: vVersionSource,
  handler: lists.source,
});

export const diff = authedQuery({
  args: { sceneId, from: v.number(), to: v.number() },
  returns: v.object({ from: vDiffSide, to: vDiffSide }),
  handler: lists.diff,
});

export const insert = authedMutation({
  args: {
    sessionId,
    index: v.optional(v.number()),
    title: v.optional(v.string()),
    prompt: v.optional(v.string()),
    code: v.optional(v.string()),
    document: v.optional(v.any()),
    params: v.optional(v.any()),
    clientRequestId,
  },
  returns: v.object({ sceneId, version: v.number(), jobId: v.id("jobs") }),
  once: "scenes.insert",
  handler: edits.insert,
});

export const duplicate = authedMutation({
  args: { sceneId, clientRequestId },
  returns: v.object({ sceneId }),
  once: "scenes.duplicate",
  handler: edits.duplicate,
});

export const split = authedMutation({
  args: {
    sceneId,
    atFrame: v.optional(v.number()),
    atPlay: v.optional(v.number()),
    clientRequestId,
  },
  returns: v.object({ jobId: v.id("jobs"), version: v.number() }),
  once: "scenes.split",
  handler: edits.split,
});

export const reorder = authedMutation({
  args: { sceneId, toIndex: v.number() },
  returns: v.null(),
  handler: edits.reorder,
});

export const setTitle = authedMutation({
  args: { sceneId, title: v.string() },
  returns: v.null(),
  handler: edits.setTitle,
});

export const setNarration = authedMutation({
  args: { sceneId, narration: v.string() },
  returns: v.null(),
  handler: edits.setNarration,
});

/** Title, narration and lock in one transaction. */
export const update = authedMutation({
  args: {
    sceneId,
    title: v.optional(v.string()),
    narration: v.optional(v.string()),
    locked: v.optional(v.boolean()),
    expected: vExpected,
  },
  returns: v.null(),
  handler: unlessChanged(view, edits.updateFields),
});

export const setLocked = authedMutation({
  args: { sceneId, locked: v.boolean() },
  returns: v.null(),
  handler: edits.setLocked,
});

export const remove = authedMutation({
  args: { sceneId, expected: vExpected },
  returns: v.null(),
  handler: unlessChanged(view, edits.removeScene),
});

export const restore = authedMutation({
  args: { sceneId },
  returns: v.null(),
  handler: edits.restoreScene,
});

export const revert = authedMutation({
  args: { sceneId, version: v.number() },
  returns: v.null(),
  handler: edits.revert,
});

export const dismissError = authedMutation({
  args: { sceneId },
  returns: v.null(),
  handler: edits.dismissError,
});
