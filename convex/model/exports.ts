/** Reading and removing exports; triggers and callbacks write them. */
import type { PaginationOptions, PaginationResult } from "convex/server";
import type { Doc, Id } from "../_generated/dataModel";
import type { AuthedMutationCtx, AuthedQueryCtx } from "../lib/access";
import { owned, ownedSession } from "../lib/access";
import { exportPlace, leavePlaces } from "./objects";
import { cancelJob } from "./outcome";

export async function listBySession(
  ctx: AuthedQueryCtx,
  wish: { sessionId: Id<"videoSessions">; paginationOpts: PaginationOptions },
): Promise<PaginationResult<Doc<"exports">>> {
  const session = await ownedSession(ctx, wish.sessionId);
  return await ctx.db
    .query("exports")
    .withIndex("by_session", (q) => q.eq("sessionId", session._id))
    .order("desc")
    .paginate(wish.paginationOpts);
}

export async function remove(ctx: AuthedMutationCtx, exportId: Id<"exports">): Promise<null> {
  const row = await owned(ctx, "exports", exportId);
  const job = row.jobId === undefined ? null : await ctx.db.get("jobs", row.jobId);
  if (job !== null) await cancelJob(ctx, job);
  await leavePlaces(ctx, [exportPlace(row)]);
  await ctx.db.delete("exports", exportId);
  return null;
}
