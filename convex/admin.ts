import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { authedQuery } from "./lib/builders";
import * as model from "./model/admin";
import { mapPage, pick } from "./model/views";
import { vJobStatus } from "./shared/validators";
import { vOwnedJob, vUser } from "./shared/views";

const paginationOpts = paginationOptsValidator;

export const overview = authedQuery({
  args: {},
  returns: v.object({
    jobs: v.record(v.string(), v.number()),
    failures: v.array(v.object({ code: v.string(), count: v.number() })),
    sampledJobs: v.number(),
  }),
  handler: model.overview,
});

export const users = authedQuery({
  args: { paginationOpts },
  returns: paginationResultValidator(vUser),
  handler: async (ctx, args) =>
    mapPage(await model.listUsers(ctx, args), (row) => pick(vUser, row)),
});

export const jobs = authedQuery({
  args: { paginationOpts, status: v.optional(vJobStatus) },
  returns: paginationResultValidator(vOwnedJob),
  handler: async (ctx, args) =>
    mapPage(await model.listJobs(ctx, args), (row) => pick(vOwnedJob, row)),
});
