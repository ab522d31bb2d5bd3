import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { action, internalMutation } from "./_generated/server";
import { currentUser } from "./lib/access";
import { authedMutation, authedQuery } from "./lib/builders";
import { newWebhookSecret, randomText, seal, sha256Hex } from "./lib/secrets";
import * as model from "./model/inboundHooks";
import { mapPage } from "./model/views";
import { hookFields, vHook } from "./shared/hooks";

const hookId = v.id("inboundHooks");
const wish = {
  name: v.string(),
  action: hookFields.action,
  prompt: v.string(),
  projectId: v.optional(v.id("projects")),
  sceneCount: v.optional(v.number()),
  sceneId: v.optional(v.id("scenes")),
  ratePerMinute: v.optional(v.number()),
};
type Made = { hookId: Id<"inboundHooks">; token: string; prefix: string; secret: string | null };

/** An action because a secret needs real randomness; the mutation inside it checks who is asking. */
export const create = action({
  args: { ...wish, signed: v.optional(v.boolean()) },
  returns: v.object({
    hookId,
    token: v.string(),
    prefix: v.string(),
    secret: v.union(v.string(), v.null()),
  }),
  handler: async (ctx, { signed, ...args }): Promise<Made> => {
    const prefix = `swh_${randomText(8)}`;
    const token = `${prefix}_${randomText(40)}`;
    const secret = signed === true ? newWebhookSecret() : null;
    const id: Id<"inboundHooks"> = await ctx.runMutation(internal.inboundHooks.store, {
      ...args,
      prefix,
      tokenHash: await sha256Hex(token),
      ...(secret === null ? {} : { sealed: await seal(secret) }),
    });
    return { hookId: id, token, prefix, secret };
  },
});

export const store = internalMutation({
  args: { ...wish, prefix: v.string(), tokenHash: v.string(), sealed: v.optional(v.string()) },
  returns: hookId,
  handler: async (ctx, args) => model.storeHook({ ...ctx, user: await currentUser(ctx) }, args),
});

export const list = authedQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(vHook),
  handler: async (ctx, args) => mapPage(await model.listHooks(ctx, args), model.hookView),
});

export const revoke = authedMutation({
  args: { hookId },
  returns: v.null(),
  handler: async (ctx, args) => model.revokeHook(ctx, args.hookId),
});
