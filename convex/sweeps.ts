/** What the crons run. `now` can be given, so that tests and operators can look ahead. */
import { v } from "convex/values";
import { internalMutation } from "./_generated/server";
import { sweepJobs } from "./model/sweep";

export const jobs = internalMutation({
  args: { now: v.optional(v.number()) },
  returns: v.object({ redispatched: v.number(), reaped: v.number(), failed: v.number() }),
  handler: async (ctx, { now }) => sweepJobs(ctx, now ?? Date.now()),
});
