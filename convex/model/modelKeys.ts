/** Keys that people bring for a model: one each, sealed, and opened only while a job of theirs runs. */
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import type { AuthedMutationCtx, AuthedQueryCtx } from "../lib/access";
import { fail } from "../lib/errors";
import type { SealedModelKey } from "../shared/server";
import type { ModelKey } from "../shared/views";
import { isOver } from "./jobs";

type Reader = Pick<QueryCtx, "db">;

export async function findKey(ctx: Reader, ownerId: Id<"users">): Promise<Doc<"modelKeys"> | null> {
  return await ctx.db
    .query("modelKeys")
    .withIndex("by_owner", (q) => q.eq("ownerId", ownerId))
    .unique();
}

export async function mine(ctx: AuthedQueryCtx): Promise<ModelKey | null> {
  const row = await findKey(ctx, ctx.user._id);
  if (row === null) return null;
  const { model, baseUrl, hint, createdAt } = row;
  return { model, baseUrl, hint, createdAt };
}

/** Printable and of a sensible length: what a header can carry. */
export function checkKey(key: string): string {
  const clean = key.trim();
  if (!/^[\x21-\x7e]{8,500}$/.test(clean)) throw fail("request.invalid", { field: "key" });
  return clean;
}

export async function storeKey(
  ctx: AuthedMutationCtx,
  wish: { model: string; baseUrl: string; sealed: string; hint: string },
): Promise<null> {
  const model = wish.model.trim();
  if (model === "" || model.length > 200) throw fail("request.invalid", { field: "model" });
  const fields = { ...wish, model, baseUrl: checkBaseUrl(wish.baseUrl), createdAt: Date.now() };
  const row = await findKey(ctx, ctx.user._id);
  if (row === null) await ctx.db.insert("modelKeys", { ownerId: ctx.user._id, ...fields });
  else await ctx.db.patch("modelKeys", row._id, fields);
  return null;
}

/** The plain mistakes only: which addresses a worker talks to is in the backend's settings. */
function checkBaseUrl(text: string): string {
  const clean = text.trim().replace(/\/+$/, "");
  if (!/^https?:\/\/[^\s@?#]+$/.test(clean) || clean.length > 300)
    throw fail("request.invalid", { field: "baseUrl" });
  return clean;
}

export async function removeKey(ctx: AuthedMutationCtx): Promise<null> {
  const row = await findKey(ctx, ctx.user._id);
  if (row !== null) await ctx.db.delete("modelKeys", row._id);
  return null;
}

/** The key of the person whose job this is, while it is being done. */
export async function sealedFor(ctx: Reader, wish: { jobId: string }): Promise<SealedModelKey> {
  const jobId = ctx.db.normalizeId("jobs", wish.jobId);
  const job = jobId === null ? null : await ctx.db.get("jobs", jobId);
  const row = job === null || isOver(job) ? null : await findKey(ctx, job.ownerId);
  if (row === null) return { key: null };
  const { model, baseUrl, sealed } = row;
  return { key: { model, baseUrl, sealed } };
}
