import { v } from "convex/values";
import { authedQuery } from "./lib/builders";
import { mine as usageOfMine } from "./model/usageReport";
import { vLimits, vUsageDay } from "./shared/views";

export const mine = authedQuery({
  args: { days: v.optional(v.number()) },
  returns: v.object({
    today: vUsageDay,
    days: v.array(vUsageDay),
    limits: vLimits,
    activeJobs: v.number(),
    projects: v.number(),
  }),
  handler: usageOfMine,
});
