/** What a person uses, counted in the transaction that uses it, and the limits on it. */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { ErrorCode } from "../lib/errors";
import { fail } from "../lib/errors";
import { limits } from "../lib/settings";

export type Counts = Omit<Doc<"usage">, "_id" | "_creationTime" | "ownerId" | "day">;

export const noUsage: Counts = {
  renders: 0,
  generates: 0,
  exports: 0,
  renderMs: 0,
  frames: 0,
  inputTokens: 0,
  outputTokens: 0,
};

/** The day in UTC. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

async function rowOf(
  ctx: Pick<QueryCtx, "db">,
  ownerId: Id<"users">,
  day: string,
): Promise<Doc<"usage"> | null> {
  return await ctx.db
    .query("usage")
    .withIndex("by_owner_day", (q) => q.eq("ownerId", ownerId).eq("day", day))
    .unique();
}

export async function addUsage(
  ctx: MutationCtx,
  ownerId: Id<"users">,
  more: Partial<Counts>,
): Promise<void> {
  const day = dayOf(Date.now());
  const row = await rowOf(ctx, ownerId, day);
  const sum: Counts = { ...noUsage };
  for (const key of Object.keys(noUsage) as (keyof Counts)[])
    sum[key] = (row?.[key] ?? 0) + (more[key] ?? 0);
  if (row === null) await ctx.db.insert("usage", { ownerId, day, ...sum });
  else await ctx.db.patch("usage", row._id, sum);
}

export async function usageOf(
  ctx: Pick<QueryCtx, "db">,
  ownerId: Id<"users">,
  day: string,
): Promise<Counts> {
  const row = await rowOf(ctx, ownerId, day);
  return row ?? noUsage;
}

/** Unfinished jobs, counted no further than the limit asks. */
export async function activeJobs(
  ctx: Pick<QueryCtx, "db">,
  ownerId: Id<"users">,
  upTo: number,
): Promise<Doc<"jobs">[]> {
  return await ctx.db
    .query("jobs")
    .withIndex("by_owner_finished", (q) => q.eq("ownerId", ownerId).eq("finishedAt", undefined))
    .take(upTo);
}

export function refuseOver(code: ErrorCode, use: number, limit: number): void {
  if (use >= limit) throw fail(code, { limit, use });
}

/** Counts one wish against the concurrent jobs and its renders against the day. */
export async function spend(
  ctx: MutationCtx,
  ownerId: Id<"users">,
  wish: { renders: number; generates?: number; exports?: number },
): Promise<void> {
  const { concurrentJobs, rendersPerDay } = limits();
  const active = await activeJobs(ctx, ownerId, concurrentJobs);
  refuseOver("limit.concurrent_jobs", active.length, concurrentJobs);
  const today = await usageOf(ctx, ownerId, dayOf(Date.now()));
  if (today.renders + wish.renders > rendersPerDay) {
    const resetsAt = Date.parse(`${dayOf(Date.now())}T00:00:00.000Z`) + 86_400_000;
    throw fail("limit.renders_per_day", { limit: rendersPerDay, use: today.renders, resetsAt });
  }
  await addUsage(ctx, ownerId, wish);
}
