/** Keys of programs. The key is made in an action and shown once; here is only its hash. */
import type { ObjectType, Infer } from "convex/values";
import type { PaginationOptions, PaginationResult } from "convex/server";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { AuthedMutationCtx, AuthedQueryCtx } from "../lib/access";
import { owned } from "../lib/access";
import { fail } from "../lib/errors";
import { refuseOver } from "../lib/limits";
import { ceilings } from "../lib/settings";
import { cleanTitle, wholeNumber } from "../lib/text";
import type { Scope } from "../shared/validators";
import type { resolveKeyBody, vResolveKeyAnswer } from "../shared/server";

const dayMs = 86_400_000;

/** How exact "last used" is; writing on every call would make the row a hot spot. */
const lastUsedGrainMs = 60_000;

export type KeyWish = {
  name: string;
  scopes: Scope[];
  expiresInDays?: number | undefined;
  ratePerMinute?: number | undefined;
};

export async function storeKey(
  ctx: AuthedMutationCtx,
  wish: KeyWish & { prefix: string; keyHash: string },
): Promise<Id<"apiKeys">> {
  const keys = await ctx.db
    .query("apiKeys")
    .withIndex("by_owner", (q) => q.eq("ownerId", ctx.user._id))
    .order("desc")
    .take(4 * ceilings.apiKeys);
  const live = keys.filter((key) => key.revokedAt === undefined);
  refuseOver("limit.api_keys", { use: live.length, limit: ceilings.apiKeys });
  const scopes = [...new Set(wish.scopes)];
  if (scopes.length === 0) throw fail("request.invalid", { field: "scopes" });
  const now = Date.now();
  const days = wish.expiresInDays;
  return await ctx.db.insert("apiKeys", {
    ownerId: ctx.user._id,
    name: cleanTitle(wish.name, "name"),
    prefix: wish.prefix,
    keyHash: wish.keyHash,
    scopes,
    ratePerMinute: wholeNumber(wish.ratePerMinute ?? 120, {
      min: 1,
      max: 10_000,
      field: "ratePerMinute",
    }),
    createdAt: now,
    ...(days === undefined
      ? {}
      : {
          expiresAt: now + wholeNumber(days, { min: 1, max: 3650, field: "expiresInDays" }) * dayMs,
        }),
  });
}

export async function listKeys(
  ctx: AuthedQueryCtx,
  wish: { paginationOpts: PaginationOptions },
): Promise<PaginationResult<Doc<"apiKeys">>> {
  return await ctx.db
    .query("apiKeys")
    .withIndex("by_owner", (q) => q.eq("ownerId", ctx.user._id))
    .order("desc")
    .paginate(wish.paginationOpts);
}

export async function revokeKey(ctx: AuthedMutationCtx, apiKeyId: Id<"apiKeys">): Promise<null> {
  const key = await owned(ctx, "apiKeys", apiKeyId);
  if (key.revokedAt === undefined)
    await ctx.db.patch("apiKeys", key._id, { revokedAt: Date.now() });
  return null;
}

/** Whose key this is, if it still opens anything. */
export async function resolveKey(
  ctx: MutationCtx,
  body: ObjectType<typeof resolveKeyBody>,
): Promise<Infer<typeof vResolveKeyAnswer>> {
  const key = await ctx.db
    .query("apiKeys")
    .withIndex("by_keyHash", (q) => q.eq("keyHash", body.keyHash))
    .unique();
  const now = Date.now();
  if (key === null || key.revokedAt !== undefined || (key.expiresAt ?? Infinity) <= now)
    return { key: null };
  const user = await ctx.db.get("users", key.ownerId);
  if (user === null || user.removing === true) return { key: null };
  if (now - (key.lastUsedAt ?? 0) > lastUsedGrainMs)
    await ctx.db.patch("apiKeys", key._id, { lastUsedAt: now });
  const { scopes, ratePerMinute } = key;
  return {
    key: {
      apiKeyId: key._id,
      externalId: user.externalId,
      userId: user._id,
      scopes,
      ratePerMinute,
      role: user.role,
    },
  };
}
