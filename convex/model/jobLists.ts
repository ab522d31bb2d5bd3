/** Reading the ledger. */
import type { PaginationOptions, PaginationResult } from "convex/server";
import type { Id } from "../_generated/dataModel";
import type { AuthedQueryCtx } from "../lib/access";
import { ownedSession } from "../lib/access";
import type { Job } from "./jobs";
import { activeJobs } from "./usage";

export async function active(ctx: AuthedQueryCtx, limit = 50): Promise<Job[]> {
  return await activeJobs(ctx, ctx.user._id, Math.min(Math.max(Math.trunc(limit), 1), 200));
}

export async function listBySession(
  ctx: AuthedQueryCtx,
  wish: { sessionId: Id<"videoSessions">; paginationOpts: PaginationOptions },
): Promise<PaginationResult<Job>> {
  const session = await ownedSession(ctx, wish.sessionId);
  return await ctx.db
    .query("jobs")
    .withIndex("by_session", (q) => q.eq("sessionId", session._id))
    .order("desc")
    .paginate(wish.paginationOpts);
}
