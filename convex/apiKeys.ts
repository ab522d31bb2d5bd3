import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { action, internalMutation } from "./_generated/server";
import { currentUser } from "./lib/access";
import { authedMutation, authedQuery } from "./lib/builders";
import { randomText, sha256Hex, withChecksum } from "./lib/secrets";
import * as model from "./model/apiKeys";
import { mapPage, pick } from "./model/views";
import { vScope } from "./shared/validators";
import { vApiKey } from "./shared/views";

const apiKeyId = v.id("apiKeys");
const wish = {
  name: v.string(),
  scopes: v.array(vScope),
  expiresInDays: v.optional(v.number()),
  ratePerMinute: v.optional(v.number()),
};

/** An action because a secret needs real randomness; the mutation inside it checks who is asking. */
export const create = action({
  args: wish,
  returns: v.object({ apiKeyId, key: v.string(), prefix: v.string() }),
  handler: async (ctx, args): Promise<{ apiKeyId: Id<"apiKeys">; key: string; prefix: string }> => {
    const prefix = `sw_${randomText(8)}`;
    const key = await withChecksum(`${prefix}_${randomText(34)}`);
    const keyHash = await sha256Hex(key);
    const id: Id<"apiKeys"> = await ctx.runMutation(internal.apiKeys.store, {
      ...args,
      prefix,
      keyHash,
    });
    return { apiKeyId: id, key, prefix };
  },
});

export const store = internalMutation({
  args: { ...wish, prefix: v.string(), keyHash: v.string() },
  returns: apiKeyId,
  handler: async (ctx, args) => model.storeKey({ ...ctx, user: await currentUser(ctx) }, args),
});

export const list = authedQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(vApiKey),
  handler: async (ctx, args) =>
    mapPage(await model.listKeys(ctx, args), (row) => pick(vApiKey, row)),
});

export const revoke = authedMutation({
  args: { apiKeyId },
  returns: v.null(),
  handler: async (ctx, args) => model.revokeKey(ctx, args.apiKeyId),
});
