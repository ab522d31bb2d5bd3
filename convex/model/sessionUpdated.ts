/** The callback about a session's plan: it makes the scenes and hands out a job for each. */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { fail, unnamedFailure } from "../lib/errors";
import { ceilings } from "../lib/settings";
import { boundedJson } from "../lib/text";
import type { PlanItem, SessionUpdated, SessionUpdatedAnswer } from "../shared/messages";
import { ranks } from "../shared/states";
import type { Job } from "./jobs";
import { endJob, leaseEnd } from "./jobs";
import { loadJob } from "./leases";
import { endJobBadly, tryAgainOrFail } from "./outcome";
import { moveSession, settleSession } from "./settle";
import { getScene, getSession, tooManyScenes } from "./timeline";
import { addScene } from "./scenes";
import { addUsage } from "./usage";
import { answerOf, judge } from "./verdict";
import { findVersion } from "./versions";

type Planned = SessionUpdatedAnswer["scenes"];

export async function sessionUpdated(
  ctx: MutationCtx,
  message: SessionUpdated,
): Promise<SessionUpdatedAnswer> {
  const job = await loadJob(ctx, message.jobId);
  const { jobId, attempt, seq } = message;
  // A plan is the last word of its job, so it ranks above what came before it.
  const rank = message.plan === undefined ? ranks.session[message.status] : ranks.session.rendering;
  const owner =
    job.kind === "generate" && job.sessionId === message.sessionId ? job._id : undefined;
  const verdict = judge(job, job.fence, { owner, jobId, attempt, rank, seq });
  if (!verdict.accepted)
    return { ...answerOf(job, verdict), scenes: await plannedScenes(ctx, job) };
  await ctx.db.patch("jobs", job._id, { fence: { attempt, rank, seq } });
  if (message.status === "error") {
    const again = await tryAgainOrFail(ctx, job, message.error ?? unnamedFailure());
    return { ...answerOf(job, verdict, again === "again"), scenes: [] };
  }
  const session = await getSession(ctx, job.sessionId);
  await showProgress(ctx, { session, job, message });
  if (message.plan !== undefined && message.tokens !== undefined) {
    const { input, output, costUsd } = message.tokens;
    const used = { inputTokens: input, outputTokens: output, costUsd: costUsd ?? 0 };
    await addUsage(ctx, job.ownerId, used);
  }
  const scenes =
    message.plan === undefined
      ? []
      : await applyPlan(ctx, { session, job, message, plan: message.plan });
  return { ...answerOf(job, verdict), scenes };
}

type Context = { session: Doc<"videoSessions">; job: Job; message: SessionUpdated };

async function showProgress(ctx: MutationCtx, { session, job, message }: Context): Promise<void> {
  if (job.status === "running") await ctx.db.patch("jobs", job._id, { dueAt: leaseEnd(job) });
  if (session.status === "queued") await moveSession(ctx, session, "generating");
  await ctx.db.patch("videoSessions", session._id, {
    ...(message.progress === undefined ? {} : { progress: message.progress }),
    ...(message.title === undefined || session.title !== untitled
      ? {}
      : { title: message.title.slice(0, 200) }),
  });
}

export const untitled = "Untitled";

async function applyPlan(
  ctx: MutationCtx,
  context: Context & { plan: PlanItem[] },
): Promise<Planned> {
  const { session, job, plan } = context;
  const max = Math.min(job.sceneCount ?? 1, ceilings.planItems);
  if (plan.length === 0 || plan.length > max) throw fail("request.invalid", { field: "plan", max });
  boundedJson(plan, 4 * ceilings.json, "plan");
  const error = tooManyScenes(session, plan.length);
  if (error !== null) {
    await endJobBadly(ctx, job, { status: "failed", error });
    return [];
  }
  const planned: Planned = [];
  for (const [offset, item] of plan.entries()) {
    planned.push(await sceneOf(ctx, { job, item, index: session.sceneCount + offset }));
  }
  await ctx.db.patch("jobs", job._id, { plannedScenes: planned.map((scene) => scene.sceneId) });
  await endJob(ctx, job, { status: "succeeded" });
  await settleSession(ctx, session._id);
  return planned;
}

async function sceneOf(
  ctx: MutationCtx,
  wish: { job: Job; item: PlanItem; index: number },
): Promise<Planned[number]> {
  const { job, item, index } = wish;
  boundedJson(item.draft, ceilings.json, "plan.draft");
  const added = await addScene(ctx, {
    sessionId: job.sessionId,
    index,
    title: item.title.slice(0, 200),
    summary: item.summary.slice(0, 2000),
    narration: item.narration?.slice(0, 5000),
    kind: "write",
    jobKind: "edit",
    instruction: (item.prompt ?? item.summary).slice(0, ceilings.prompt),
    seed: item.draft === undefined ? {} : { draft: item.draft as unknown },
    correlationId: job.correlationId,
  });
  return {
    sceneId: added.scene._id,
    version: added.version,
    jobId: added.jobId,
    index: added.scene.index,
    birthIndex: added.scene.birthIndex,
  };
}

/** What an earlier delivery of the plan made, so that the sender gets the same answer. */
async function plannedScenes(ctx: MutationCtx, job: Job): Promise<Planned> {
  const ids: Id<"scenes">[] = job.plannedScenes ?? [];
  const planned: Planned = [];
  for (const sceneId of ids) {
    const scene = await getScene(ctx, sceneId);
    const first = await findVersion(ctx, sceneId, 1);
    if (first?.jobId === undefined) continue;
    planned.push({
      sceneId,
      version: 1,
      jobId: first.jobId,
      index: scene.index,
      birthIndex: scene.birthIndex,
    });
  }
  return planned;
}
