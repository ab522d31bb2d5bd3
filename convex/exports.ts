import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { owned } from "./lib/access";
import { authedMutation, authedQuery } from "./lib/builders";
import * as model from "./model/exports";
import { mapPage, pick } from "./model/views";
import { vExport } from "./shared/views";

const exportId = v.id("exports");

export const listBySession = authedQuery({
  args: { sessionId: v.id("videoSessions"), paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(vExport),
  handler: async (ctx, args) =>
    mapPage(await model.listBySession(ctx, args), (row) => pick(vExport, row)),
});

export const get = authedQuery({
  args: { exportId },
  returns: vExport,
  handler: async (ctx, args) => pick(vExport, await owned(ctx, "exports", args.exportId)),
});

export const remove = authedMutation({
  args: { exportId },
  returns: v.null(),
  handler: async (ctx, args) => model.remove(ctx, args.exportId),
});
