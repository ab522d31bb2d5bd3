/** Hooks by which other tools start work. The token is made in an action and shown once; here is only its hash. */
import type { ObjectType } from "convex/values";
import type { PaginationOptions, PaginationResult } from "convex/server";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { AuthedMutationCtx, AuthedQueryCtx } from "../lib/access";
import { owned, ownedScene } from "../lib/access";
import { fail } from "../lib/errors";
import { refuseOver } from "../lib/limits";
import { ceilings } from "../lib/settings";
import { bounded, cleanTitle, wholeNumber } from "../lib/text";
import type { Hook, resolveHookBody, SealedHook } from "../shared/hooks";
import { vHook } from "../shared/hooks";
import { pick } from "./views";

const lastUsedGrainMs = 60_000;

export type HookWish = {
  name: string;
  action: "generate" | "edit";
  prompt: string;
  projectId?: Id<"projects"> | undefined;
  sceneCount?: number | undefined;
  sceneId?: Id<"scenes"> | undefined;
  ratePerMinute?: number | undefined;
};

export async function storeHook(
  ctx: AuthedMutationCtx,
  wish: HookWish & { prefix: string; tokenHash: string; sealed?: string | undefined },
): Promise<Id<"inboundHooks">> {
  const hooks = await ctx.db
    .query("inboundHooks")
    .withIndex("by_owner", (q) => q.eq("ownerId", ctx.user._id))
    .order("desc")
    .take(4 * ceilings.hooks);
  const live = hooks.filter((hook) => hook.revokedAt === undefined);
  refuseOver("limit.hooks", { use: live.length, limit: ceilings.hooks });
  return await ctx.db.insert("inboundHooks", {
    ...(await target(ctx, wish)),
    ownerId: ctx.user._id,
    name: cleanTitle(wish.name, "name"),
    action: wish.action,
    prompt: bounded(wish.prompt, 4000, "prompt"),
    prefix: wish.prefix,
    tokenHash: wish.tokenHash,
    ratePerMinute: wholeNumber(wish.ratePerMinute ?? 30, {
      min: 1,
      max: 600,
      field: "ratePerMinute",
    }),
    createdAt: Date.now(),
    ...(wish.sealed === undefined ? {} : { sealed: wish.sealed }),
  });
}

/** What the hook works on must be the caller's now; that it still is, is checked again at each call. */
async function target(
  ctx: AuthedMutationCtx,
  wish: HookWish,
): Promise<Partial<Pick<Doc<"inboundHooks">, "projectId" | "sceneCount" | "sceneId">>> {
  if (wish.prompt.trim() === "") throw fail("request.invalid", { field: "prompt" });
  if (wish.action === "edit") {
    if (wish.sceneId === undefined) throw fail("request.invalid", { field: "sceneId" });
    await ownedScene(ctx, wish.sceneId);
    return { sceneId: wish.sceneId };
  }
  if (wish.projectId !== undefined) await owned(ctx, "projects", wish.projectId);
  const range = { min: 1, max: ceilings.planItems, field: "sceneCount" };
  return {
    sceneCount: wholeNumber(wish.sceneCount ?? 3, range),
    ...(wish.projectId === undefined ? {} : { projectId: wish.projectId }),
  };
}

export function hookView(row: Doc<"inboundHooks">): Hook {
  return { ...pick(vHook, row), isSigned: row.sealed !== undefined };
}

export async function listHooks(
  ctx: AuthedQueryCtx,
  wish: { paginationOpts: PaginationOptions },
): Promise<PaginationResult<Doc<"inboundHooks">>> {
  return await ctx.db
    .query("inboundHooks")
    .withIndex("by_owner", (q) => q.eq("ownerId", ctx.user._id))
    .order("desc")
    .paginate(wish.paginationOpts);
}

export async function revokeHook(
  ctx: AuthedMutationCtx,
  hookId: Id<"inboundHooks">,
): Promise<null> {
  const hook = await owned(ctx, "inboundHooks", hookId);
  if (hook.revokedAt === undefined)
    await ctx.db.patch("inboundHooks", hook._id, { revokedAt: Date.now() });
  return null;
}

/** What this token starts and as whom, if it still starts anything. */
export async function resolveHook(
  ctx: MutationCtx,
  body: ObjectType<typeof resolveHookBody>,
): Promise<SealedHook> {
  const hook = await ctx.db
    .query("inboundHooks")
    .withIndex("by_tokenHash", (q) => q.eq("tokenHash", body.tokenHash))
    .unique();
  if (hook === null || hook.revokedAt !== undefined) return { hook: null };
  const user = await ctx.db.get("users", hook.ownerId);
  if (user === null || user.removing === true) return { hook: null };
  const now = Date.now();
  if (now - (hook.lastUsedAt ?? 0) > lastUsedGrainMs)
    await ctx.db.patch("inboundHooks", hook._id, { lastUsedAt: now });
  const { action, prompt, projectId, sceneCount, sceneId, ratePerMinute } = hook;
  return {
    hook: {
      ...{ hookId: hook._id, externalId: user.externalId },
      ...{ action, prompt, ratePerMinute, sealed: hook.sealed ?? null },
      ...(projectId === undefined ? {} : { projectId }),
      ...(sceneCount === undefined ? {} : { sceneCount }),
      ...(sceneId === undefined ? {} : { sceneId }),
    },
  };
}
