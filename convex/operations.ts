import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { authedMutation, authedQuery } from "./lib/builders";
import * as model from "./model/operations";
import { mapPage, pick } from "./model/views";
import { vOperation } from "./shared/views";

const sessionId = v.id("videoSessions");
const vOffer = v.object({ operationId: v.id("operations"), label: v.string() });
const stepArgs = { sessionId, clientRequestId: v.optional(v.string()) };

export const history = authedQuery({
  args: { sessionId, paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(vOperation),
  handler: async (ctx, args) =>
    mapPage(await model.history(ctx, args), (row) => pick(vOperation, row)),
});

export const availability = authedQuery({
  args: { sessionId },
  returns: v.object({ undo: v.optional(vOffer), redo: v.optional(vOffer) }),
  handler: async (ctx, args) => model.availability(ctx, args.sessionId),
});

export const undo = authedMutation({
  args: stepArgs,
  returns: vOffer,
  once: "operations.undo",
  handler: async (ctx, args) => model.step(ctx, args.sessionId, "undo"),
});

export const redo = authedMutation({
  args: stepArgs,
  returns: vOffer,
  once: "operations.redo",
  handler: async (ctx, args) => model.step(ctx, args.sessionId, "redo"),
});
