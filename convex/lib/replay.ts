/** The replay store: a signature is seen once; the same bytes again get the first answer. */
import type { Value } from "convex/values";
import type { MutationCtx } from "../_generated/server";
import { windowMs } from "./hmac";

export async function seenAnswer(ctx: MutationCtx, signature: string): Promise<string | null> {
  const seen = await ctx.db
    .query("callbackSeen")
    .withIndex("by_signature", (q) => q.eq("signature", signature))
    .first();
  return seen === null ? null : seen.answer;
}

export async function rememberAnswer(
  ctx: MutationCtx,
  signature: string,
  answer: Value,
): Promise<void> {
  // A timestamp may lie a window ahead, so a signature can be believed for two windows.
  const expiresAt = Date.now() + 2 * windowMs + 60_000;
  await ctx.db.insert("callbackSeen", { signature, answer: JSON.stringify(answer), expiresAt });
}
