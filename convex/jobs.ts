import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { owned } from "./lib/access";
import { authedMutation, authedQuery } from "./lib/builders";
import * as lists from "./model/jobLists";
import * as triggers from "./model/triggers";
import { mapPage, pick } from "./model/views";
import { vExportFormat, vExportQuality, vPicture } from "./shared/validators";
import { vJob } from "./shared/views";

const jobId = v.id("jobs");
const sessionId = v.id("videoSessions");
const trace = { clientRequestId: v.optional(v.string()), correlationId: v.optional(v.string()) };
const vStarted = v.object({ jobId, version: v.number(), superseded: v.optional(v.number()) });

export const triggerGenerate = authedMutation({
  args: {
    projectId: v.id("projects"),
    sessionId,
    sceneCount: v.number(),
    prompt: v.string(),
    ...trace,
  },
  returns: v.object({ jobId }),
  once: "jobs.triggerGenerate",
  handler: triggers.triggerGenerate,
});

export const triggerEdit = authedMutation({
  args: { sceneId: v.id("scenes"), prompt: v.string(), ...trace },
  returns: vStarted,
  once: "jobs.triggerEdit",
  handler: triggers.triggerEdit,
});

export const triggerRender = authedMutation({
  args: {
    sceneId: v.id("scenes"),
    code: v.optional(v.string()),
    document: v.optional(v.any()),
    operations: v.optional(v.array(v.any())),
    params: v.optional(v.any()),
    instruction: v.optional(v.string()),
    /** What the wish was understood as, when a person chose a reading of it. */
    chips: v.optional(v.array(v.string())),
    ...trace,
  },
  returns: vStarted,
  once: "jobs.triggerRender",
  handler: triggers.triggerRender,
});

export const triggerExport = authedMutation({
  args: {
    sessionId,
    format: vExportFormat,
    quality: vExportQuality,
    fps: v.number(),
    captions: v.optional(v.boolean()),
    picture: v.optional(vPicture),
    ...trace,
  },
  returns: v.object({ jobId, exportId: v.id("exports") }),
  once: "jobs.triggerExport",
  handler: triggers.triggerExport,
});

export const cancel = authedMutation({
  args: { jobId },
  returns: v.object({ cancelled: v.boolean() }),
  handler: async (ctx, args) => triggers.cancel(ctx, args.jobId),
});

export const cancelSession = authedMutation({
  args: { sessionId },
  returns: v.object({ cancelled: v.number() }),
  handler: async (ctx, args) => triggers.cancelSession(ctx, args.sessionId),
});

export const retry = authedMutation({
  args: { jobId, clientRequestId: v.optional(v.string()) },
  returns: v.object({ jobId, version: v.optional(v.number()), superseded: v.optional(v.number()) }),
  once: "jobs.retry",
  handler: async (ctx, args) => triggers.retry(ctx, args.jobId),
});

export const retryFailed = authedMutation({
  args: { sessionId, clientRequestId: v.optional(v.string()) },
  returns: v.object({ jobIds: v.array(jobId) }),
  once: "jobs.retryFailed",
  handler: async (ctx, args) => triggers.retryFailed(ctx, args.sessionId),
});

export const get = authedQuery({
  args: { jobId },
  returns: vJob,
  handler: async (ctx, args) => pick(vJob, await owned(ctx, "jobs", args.jobId)),
});

export const active = authedQuery({
  args: { limit: v.optional(v.number()) },
  returns: v.array(vJob),
  handler: async (ctx, args) => (await lists.active(ctx, args.limit)).map((job) => pick(vJob, job)),
});

export const listBySession = authedQuery({
  args: { sessionId, paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(vJob),
  handler: async (ctx, args) =>
    mapPage(await lists.listBySession(ctx, args), (job) => pick(vJob, job)),
});
