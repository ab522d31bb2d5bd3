/** What the crons run. `now` can be given, so that tests and operators can look ahead. */
import { v } from "convex/values";
import { internal } from "./_generated/api";
import { internalMutation } from "./_generated/server";
import { findBinned, purgePerson, purgeProject, purgeSession, sweepExpired } from "./model/cleanup";
import { sendForSweep } from "./model/objects";
import { cancelJob } from "./model/outcome";
import { sweepJobs } from "./model/sweep";
import { activeJobs } from "./model/usage";

const at = { now: v.optional(v.number()) };

export const jobs = internalMutation({
  args: at,
  returns: v.object({ redispatched: v.number(), reaped: v.number(), failed: v.number() }),
  handler: async (ctx, { now }) => sweepJobs(ctx, now ?? Date.now()),
});

export const expired = internalMutation({
  args: at,
  returns: v.null(),
  handler: async (ctx, { now }) => {
    if (await sweepExpired(ctx, now ?? Date.now()))
      await ctx.scheduler.runAfter(0, internal.sweeps.expired, {});
    return null;
  },
});

export const bin = internalMutation({
  args: at,
  returns: v.null(),
  handler: async (ctx, { now }) => {
    const { sessions, projects } = await findBinned(ctx, now ?? Date.now());
    for (const sessionId of sessions)
      await ctx.scheduler.runAfter(0, internal.sweeps.session, { sessionId });
    for (const projectId of projects)
      await ctx.scheduler.runAfter(0, internal.sweeps.project, { projectId });
    return null;
  },
});

/** Says whether a worker was sent for; `walk` begins or goes on with a walk through the whole store now. */
export const objects = internalMutation({
  args: { ...at, walk: v.optional(v.boolean()) },
  returns: v.boolean(),
  handler: async (ctx, { now, walk }) =>
    sendForSweep(ctx, { now: now ?? Date.now(), walk: walk ?? false }),
});

export const session = internalMutation({
  args: { sessionId: v.id("videoSessions") },
  returns: v.null(),
  handler: async (ctx, { sessionId }) => {
    if (!(await purgeSession(ctx, sessionId)))
      await ctx.scheduler.runAfter(0, internal.sweeps.session, { sessionId });
    return null;
  },
});

export const project = internalMutation({
  args: { projectId: v.id("projects") },
  returns: v.null(),
  handler: async (ctx, { projectId }) => {
    const inTheWay = await purgeProject(ctx, projectId);
    for (const sessionId of inTheWay)
      await ctx.scheduler.runAfter(0, internal.sweeps.session, { sessionId });
    if (inTheWay.length > 0)
      await ctx.scheduler.runAfter(1000, internal.sweeps.project, { projectId });
    return null;
  },
});

/** Deletes a person and all that is theirs, a bite at a time; the name stays locked for an hour. */
export const account = internalMutation({
  args: { userId: v.id("users"), ...at },
  returns: v.null(),
  handler: async (ctx, { userId, now }) => {
    const user = await ctx.db.get("users", userId);
    if (user?.removing !== true) return null;
    for (const job of await activeJobs(ctx, userId, 100)) await cancelJob(ctx, job);
    const projects = await ctx.db
      .query("projects")
      .withIndex("by_owner_removed", (q) => q.eq("ownerId", userId))
      .take(20);
    for (const { _id: projectId } of projects)
      await ctx.scheduler.runAfter(0, internal.sweeps.project, { projectId });
    const left = projects.length > 0 ? "rows" : await purgePerson(ctx, user, now ?? Date.now());
    if (left !== "nothing") {
      const wait = left === "rows" ? 2_000 : 3_600_000;
      await ctx.scheduler.runAfter(wait, internal.sweeps.account, { userId });
    }
    return null;
  },
});
