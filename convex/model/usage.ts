/** What a person uses, counted in the transaction that uses it, and the limits on it. */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { fail } from "../lib/errors";
import type { LimitCode } from "../lib/limits";
import { overLimit } from "../lib/limits";
import { limits } from "../lib/settings";

export type Counts = Required<Omit<Doc<"usage">, "_id" | "_creationTime" | "ownerId" | "day">>;

export const noUsage: Counts = {
  renders: 0,
  generates: 0,
  exports: 0,
  renderMs: 0,
  frames: 0,
  videoMs: 0,
  inputTokens: 0,
  outputTokens: 0,
  costUsd: 0,
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
  return { ...noUsage, ...row };
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

/** A plan being made will become as many jobs as it has scenes, so it holds their places already. */
function placesOf(job: Doc<"jobs">): number {
  return job.kind === "generate" ? (job.sceneCount ?? 1) : 1;
}

/** The places that unfinished jobs hold, and how many are left. */
export async function placesTaken(
  ctx: Pick<QueryCtx, "db">,
  ownerId: Id<"users">,
): Promise<{ use: number; left: number }> {
  const { concurrentJobs } = limits();
  const active = await activeJobs(ctx, ownerId, concurrentJobs);
  const use = active.reduce((sum, job) => sum + placesOf(job), 0);
  return { use, left: Math.max(0, concurrentJobs - use) };
}

export type Wish = {
  /** Scenes to be rendered; an export has none. */
  renders: number;
  /** Places among the concurrent jobs, now or when the plan is made; one unless said. */
  jobs?: number;
  generates?: number;
  exports?: number;
  /** Whether an author writes for it, which costs tokens. */
  writes?: boolean;
};

/** Counts one wish against the concurrent jobs and against the day, or refuses it and counts nothing. */
export async function spend(ctx: MutationCtx, ownerId: Id<"users">, wish: Wish): Promise<void> {
  const { concurrentJobs } = limits();
  const { use, left } = await placesTaken(ctx, ownerId);
  if ((wish.jobs ?? 1) > left)
    throw fail("limit.concurrent_jobs", overLimit("limit.concurrent_jobs", use, concurrentJobs));
  refuseOverDay(wish, await usageOf(ctx, ownerId, dayOf(Date.now())));
  await addUsage(ctx, ownerId, wish);
}

/** Renders are counted when asked for; minutes and tokens when made, so these refuse once they are used up. */
function refuseOverDay(wish: Wish, today: Counts): void {
  const { rendersPerDay, videoMinutesPerDay, tokensPerDay } = limits();
  const refuse = (code: DailyLimit, use: number, limit: number): never => {
    throw fail(code, { ...overLimit(code, use, limit), resetsAt: endOfDay(Date.now()) });
  };
  if (wish.renders > 0 && today.renders + wish.renders > rendersPerDay)
    refuse("limit.renders_per_day", today.renders, rendersPerDay);
  const minutes = today.videoMs / 60_000;
  if (wish.renders > 0 && minutes >= videoMinutesPerDay)
    refuse("limit.video_minutes_per_day", Math.round(minutes * 10) / 10, videoMinutesPerDay);
  const tokens = today.inputTokens + today.outputTokens;
  if (wish.writes === true && tokens >= tokensPerDay)
    refuse("limit.tokens_per_day", tokens, tokensPerDay);
}

type DailyLimit = Extract<LimitCode, `${string}_per_day`>;

function endOfDay(time: number): number {
  return Date.parse(`${dayOf(time)}T00:00:00.000Z`) + 86_400_000;
}
