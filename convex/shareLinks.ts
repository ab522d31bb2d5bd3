import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { action, internalMutation, mutation, query } from "./_generated/server";
import { currentUser } from "./lib/access";
import { authedMutation, authedQuery } from "./lib/builders";
import { randomText } from "./lib/secrets";
import * as model from "./model/shareLinks";
import { mapPage, pick } from "./model/views";
import { vSharedSession, vShareLink } from "./shared/views";

const sessionId = v.id("videoSessions");
const shareLinkId = v.id("shareLinks");
type Created = { shareLinkId: Id<"shareLinks">; token: string; expiresAt?: number };

/** An action because the token must be unguessable; the mutation inside it checks who is asking. */
export const create = action({
  args: { sessionId, expiresInDays: v.optional(v.number()) },
  returns: v.object({ shareLinkId, token: v.string(), expiresAt: v.optional(v.number()) }),
  handler: async (ctx, args): Promise<Created> =>
    await ctx.runMutation(internal.shareLinks.store, { ...args, token: randomText(32) }),
});

export const store = internalMutation({
  args: { sessionId, expiresInDays: v.optional(v.number()), token: v.string() },
  returns: v.object({ shareLinkId, token: v.string(), expiresAt: v.optional(v.number()) }),
  handler: async (ctx, args) => model.storeLink({ ...ctx, user: await currentUser(ctx) }, args),
});

export const list = authedQuery({
  args: { sessionId, paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(vShareLink),
  handler: async (ctx, args) =>
    mapPage(await model.listLinks(ctx, args), (row) => pick(vShareLink, row)),
});

export const revoke = authedMutation({
  args: { shareLinkId },
  returns: v.null(),
  handler: async (ctx, args) => model.revokeLink(ctx, args.shareLinkId),
});

/** The token is the permission: no sign-in, and nothing but what plays. */
export const open = query({
  args: { token: v.string() },
  returns: v.union(vSharedSession, v.null()),
  handler: async (ctx, args) => model.openLink(ctx, args.token),
});

export const countView = mutation({
  args: { token: v.string() },
  returns: v.null(),
  handler: async (ctx, args) => model.countView(ctx, args.token),
});
