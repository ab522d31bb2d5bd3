import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import type { Infer } from "convex/values";
import { v } from "convex/values";
import type { Id } from "./_generated/dataModel";
import type { AuthedMutationCtx, AuthedQueryCtx } from "./lib/access";
import { owned } from "./lib/access";
import { authedMutation, authedQuery } from "./lib/builders";
import { unlessChanged, vExpected } from "./lib/unchanged";
import * as model from "./model/exports";
import { mapPage, pick } from "./model/views";
import { vExport } from "./shared/views";

const exportId = v.id("exports");

type Named = { exportId: Id<"exports"> };

async function view(ctx: AuthedQueryCtx, wish: Named): Promise<Infer<typeof vExport>> {
  return pick(vExport, await owned(ctx, "exports", wish.exportId));
}

export const listBySession = authedQuery({
  args: { sessionId: v.id("videoSessions"), paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(vExport),
  handler: async (ctx, args) =>
    mapPage(await model.listBySession(ctx, args), (row) => pick(vExport, row)),
});

export const get = authedQuery({
  args: { exportId },
  returns: vExport,
  handler: view,
});

export const remove = authedMutation({
  args: { exportId, expected: vExpected },
  returns: v.null(),
  handler: unlessChanged(view, async (ctx: AuthedMutationCtx, wish: Named) =>
    model.remove(ctx, wish.exportId),
  ),
});
