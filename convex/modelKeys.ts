/** A person's own key for a model: sealed before it is stored, opened only for a worker with their job. */
import { v } from "convex/values";
import { internal } from "./_generated/api";
import { action, internalMutation } from "./_generated/server";
import { currentUser } from "./lib/access";
import { authedMutation, authedQuery } from "./lib/builders";
import { seal } from "./lib/secrets";
import * as model from "./model/modelKeys";
import { vModelKey } from "./shared/views";

const wish = { model: v.string(), baseUrl: v.string() };

/** What is shown of the key; the key itself never comes back. */
export const mine = authedQuery({
  args: {},
  returns: v.union(vModelKey, v.null()),
  handler: model.mine,
});

/** An action because sealing needs real randomness; the mutation inside it checks who is asking. */
export const save = action({
  args: { ...wish, key: v.string() },
  returns: v.null(),
  handler: async (ctx, { key, ...args }): Promise<null> => {
    const clean = model.checkKey(key);
    const sealed = await seal(clean);
    await ctx.runMutation(internal.modelKeys.store, { ...args, sealed, hint: clean.slice(-4) });
    return null;
  },
});

export const store = internalMutation({
  args: { ...wish, sealed: v.string(), hint: v.string() },
  returns: v.null(),
  handler: async (ctx, args) => model.storeKey({ ...ctx, user: await currentUser(ctx) }, args),
});

export const remove = authedMutation({ args: {}, returns: v.null(), handler: model.removeKey });
