/** What a person has used, for the person. */
import type { Infer } from "convex/values";
import type { AuthedQueryCtx } from "../lib/access";
import type { Limits } from "../lib/settings";
import { ceilings, limits } from "../lib/settings";
import { vUsageDay } from "../shared/views";
import { dayOf, noUsage, placesTaken } from "./usage";
import { pick } from "./views";
import type { Doc } from "../_generated/dataModel";

type Day = Infer<typeof vUsageDay>;

function toDay(row: Doc<"usage">): Day {
  return { ...pick(vUsageDay, row), videoMs: row.videoMs ?? 0, costUsd: row.costUsd ?? 0 };
}

export async function mine(
  ctx: AuthedQueryCtx,
  wish: { days?: number | undefined },
): Promise<{ today: Day; days: Day[]; limits: Limits; activeJobs: number; projects: number }> {
  const count = Math.min(Math.max(Math.trunc(wish.days ?? 7), 1), 31);
  const rows = await ctx.db
    .query("usage")
    .withIndex("by_owner_day", (q) => q.eq("ownerId", ctx.user._id))
    .order("desc")
    .take(count);
  const day = dayOf(Date.now());
  const days = rows.map(toDay);
  const projects = await ctx.db
    .query("projects")
    .withIndex("by_owner_removed", (q) => q.eq("ownerId", ctx.user._id).eq("removedAt", undefined))
    .take(ceilings.projects);
  return {
    today: days.find((row) => row.day === day) ?? { day, ...noUsage },
    days,
    limits: limits(),
    activeJobs: (await placesTaken(ctx, ctx.user._id)).use,
    projects: projects.length,
  };
}
