import { v } from "convex/values";
import { mutation } from "./_generated/server";
import { authedMutation, authedQuery } from "./lib/builders";
import { ensureUser, mergeSettings, updateUser } from "./model/users";
import { pick } from "./model/views";
import { vUserSettings } from "./shared/validators";
import { vUser } from "./shared/views";

export const ensure = mutation({
  args: {
    name: v.optional(v.string()),
    email: v.optional(v.string()),
    image: v.optional(v.string()),
  },
  returns: vUser,
  handler: async (ctx, args) => pick(vUser, await ensureUser(ctx, args)),
});

export const me = authedQuery({
  args: {},
  returns: vUser,
  handler: async (ctx) => Promise.resolve(pick(vUser, ctx.user)),
});

export const update = authedMutation({
  args: { name: v.optional(v.string()), image: v.optional(v.string()) },
  returns: vUser,
  handler: async (ctx, args) => pick(vUser, await updateUser(ctx, args)),
});

export const updateSettings = authedMutation({
  args: { settings: vUserSettings },
  returns: vUser,
  handler: async (ctx, args) => pick(vUser, await mergeSettings(ctx, args.settings)),
});
