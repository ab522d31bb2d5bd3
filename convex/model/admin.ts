/** What an admin may see: people and the ledger. Never what is in a session. */
import type { PaginationOptions, PaginationResult } from "convex/server";
import type { Doc } from "../_generated/dataModel";
import type { AuthedQueryCtx } from "../lib/access";
import { requireAdmin } from "../lib/access";
import type { JobStatus } from "../shared/states";

const sample = 500;

type Overview = {
  jobs: Record<string, number>;
  failures: { code: string; count: number }[];
  sampledJobs: number;
};

export async function overview(ctx: AuthedQueryCtx): Promise<Overview> {
  requireAdmin(ctx.user);
  const newest = await ctx.db.query("jobs").order("desc").take(sample);
  const codes = newest.flatMap((job) => (job.error === undefined ? [] : [job.error.code]));
  const failures = Object.entries(count(codes)).map(([code, number]) => ({ code, count: number }));
  return {
    jobs: count(newest.map((job) => job.status)),
    failures: failures.sort((a, b) => b.count - a.count),
    sampledJobs: newest.length,
  };
}

function count(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

type Paged = { paginationOpts: PaginationOptions };

export async function listUsers(
  ctx: AuthedQueryCtx,
  wish: Paged,
): Promise<PaginationResult<Doc<"users">>> {
  requireAdmin(ctx.user);
  return await ctx.db.query("users").order("desc").paginate(wish.paginationOpts);
}

export async function listJobs(
  ctx: AuthedQueryCtx,
  wish: Paged & { status?: JobStatus | undefined },
): Promise<PaginationResult<Doc<"jobs">>> {
  requireAdmin(ctx.user);
  const { status } = wish;
  const jobs = ctx.db.query("jobs");
  const rows =
    status === undefined ? jobs : jobs.withIndex("by_status", (q) => q.eq("status", status));
  return await rows.order("desc").paginate(wish.paginationOpts);
}
