/** What a user may ask for. Each writes the job, its subject and its dispatch in one transaction. */
import type { Doc, Id } from "../_generated/dataModel";
import type { AuthedMutationCtx } from "../lib/access";
import { owned, ownedScene, ownedSession } from "../lib/access";
import { fail } from "../lib/errors";
import { ceilings, limits } from "../lib/settings";
import { overLimit } from "../lib/limits";
import { boundedJson, wholeNumber } from "../lib/text";
import type { Seedling } from "./seeds";
import { seedOf } from "./seeds";
import { cancelJob } from "./outcome";
import type { Job } from "./jobs";
import { isOver, startJob } from "./jobs";
import { isPlanning, moveSession, wakeSession } from "./settle";
import { refuseMoreScenes, scenesFrom } from "./timeline";
import { placesTaken, spend } from "./usage";
import type { Started } from "./versions";
import { findSource, findVersion, startVersion } from "./versions";

type Trace = { correlationId?: string | undefined };

export function checkPrompt(prompt: string): string {
  const clean = prompt.trim();
  const max = limits().promptChars;
  if (clean === "") throw fail("request.invalid", { field: "prompt" });
  if (clean.length > max)
    throw fail("limit.prompt_chars", overLimit("limit.prompt_chars", clean.length, max));
  return clean;
}

export async function triggerGenerate(
  ctx: AuthedMutationCtx,
  wish: Trace & {
    projectId: Id<"projects">;
    sessionId: Id<"videoSessions">;
    sceneCount: number;
    prompt: string;
  },
): Promise<{ jobId: Id<"jobs"> }> {
  const session = await ownedSession(ctx, wish.sessionId);
  if (session.projectId !== wish.projectId) throw fail("resource.not_found");
  const prompt = checkPrompt(wish.prompt);
  const sceneCount = wholeNumber(wish.sceneCount, {
    min: 1,
    max: ceilings.planItems,
    field: "sceneCount",
  });
  refuseMoreScenes(session, sceneCount);
  if (await isPlanning(ctx, session)) throw fail("session.busy");
  await spend(ctx, ctx.user._id, {
    renders: sceneCount,
    jobs: sceneCount,
    generates: 1,
    writes: true,
  });
  return await startPlan(ctx, session, { sceneCount, prompt, correlationId: wish.correlationId });
}

async function startPlan(
  ctx: AuthedMutationCtx,
  session: Doc<"videoSessions">,
  plan: Trace & { sceneCount: number; prompt: string },
): Promise<{ jobId: Id<"jobs"> }> {
  const { sceneCount, prompt, correlationId } = plan;
  const job = await startJob(ctx, { kind: "generate", session, correlationId, sceneCount, prompt });
  await moveSession(ctx, session, "queued");
  await ctx.db.patch("videoSessions", session._id, {
    jobId: job._id,
    prompt,
    progress: undefined,
    error: undefined,
    errorMessage: undefined,
  });
  return { jobId: job._id };
}

export type StartedAnswer = { jobId: Id<"jobs">; version: number; superseded?: number };

function answerOf(started: Started): StartedAnswer {
  const { jobId, version, superseded } = started;
  return { jobId, version, ...(superseded === undefined ? {} : { superseded }) };
}

async function editableScene(
  ctx: AuthedMutationCtx,
  sceneId: Id<"scenes">,
  { writes }: { writes: boolean },
): Promise<Doc<"scenes">> {
  const { scene } = await ownedScene(ctx, sceneId);
  if (scene.locked) throw fail("scene.locked");
  await spend(ctx, ctx.user._id, { renders: 1, jobs: placesFor(scene), writes });
  return scene;
}

/** What is being made for the scene already gives up its place to what comes next. */
export function placesFor(scene: Doc<"scenes">): 0 | 1 {
  return scene.pendingVersion === undefined ? 1 : 0;
}

export async function triggerEdit(
  ctx: AuthedMutationCtx,
  wish: Trace & { sceneId: Id<"scenes">; prompt: string },
): Promise<StartedAnswer> {
  const scene = await editableScene(ctx, wish.sceneId, { writes: true });
  const instruction = checkPrompt(wish.prompt);
  const kind = scene.liveVersion === undefined ? "write" : "edit";
  const { correlationId } = wish;
  const started = await startVersion(ctx, {
    scene,
    kind,
    jobKind: "edit",
    instruction,
    seed: {},
    correlationId,
  });
  await wakeSession(ctx, scene.sessionId);
  return answerOf(started);
}

export async function triggerRender(
  ctx: AuthedMutationCtx,
  wish: Trace &
    Seedling & {
      sceneId: Id<"scenes">;
      instruction?: string | undefined;
      chips?: string[] | undefined;
    },
): Promise<StartedAnswer> {
  const scene = await editableScene(ctx, wish.sceneId, { writes: false });
  const seed = seedOf(wish);
  const instruction =
    wish.instruction === undefined ? {} : { instruction: checkPrompt(wish.instruction) };
  if (seed.operations !== undefined && scene.liveVersion === undefined)
    throw fail("scene.no_live_version");
  const { correlationId } = wish;
  const started = await startVersion(ctx, {
    scene,
    kind: "render",
    jobKind: "render",
    ...instruction,
    chips: boundedChips(wish.chips ?? []),
    seed,
    correlationId,
  });
  await wakeSession(ctx, scene.sessionId);
  return answerOf(started);
}

function boundedChips(chips: string[]): string[] {
  return chips.slice(0, 50).map((chip) => chip.slice(0, 200));
}

type ExportWish = Trace &
  Pick<Doc<"exports">, "format" | "quality" | "fps" | "sessionId" | "picture"> & {
    captions?: boolean | undefined;
  };

// A GIF counts in hundredths of a second, and browsers slow down what stays for less than two.
const ratesMax = { mp4: 60, webm: 60, gif: 50 } as const;

function checkExport({ format, fps, picture = {} }: ExportWish): void {
  wholeNumber(fps, { min: 1, max: ratesMax[format], field: "fps" });
  const { width, colors, dither } = picture;
  if (width !== undefined) wholeNumber(width, { min: 16, max: 3840, field: "picture.width" });
  if (colors !== undefined) wholeNumber(colors, { min: 2, max: 256, field: "picture.colors" });
  const field =
    format === "mp4" && width !== undefined
      ? "picture.width"
      : format !== "gif" && (colors ?? dither) !== undefined
        ? "picture.colors"
        : undefined;
  if (field !== undefined) throw fail("request.invalid", { field, format });
}

export async function triggerExport(
  ctx: AuthedMutationCtx,
  wish: ExportWish,
): Promise<{ jobId: Id<"jobs">; exportId: Id<"exports"> }> {
  const session = await ownedSession(ctx, wish.sessionId);
  checkExport(wish);
  if (session.sceneCount === 0 || session.durationInFrames === 0)
    throw fail("session.nothing_to_export");
  await spend(ctx, ctx.user._id, { renders: 0, exports: 1 });
  const { format, quality, fps, captions, picture, correlationId } = wish;
  const exportId = await ctx.db.insert("exports", {
    ownerId: ctx.user._id,
    projectId: session.projectId,
    sessionId: session._id,
    format,
    quality,
    fps,
    captions: captions ?? false,
    ...(picture === undefined ? {} : { picture }),
    status: "queued",
    fence: { attempt: 1, rank: 0, seq: 0 },
    createdAt: Date.now(),
  });
  const job = await startJob(ctx, { kind: "export", session, correlationId, exportId });
  await ctx.db.patch("exports", exportId, { jobId: job._id });
  return { jobId: job._id, exportId };
}

export async function cancel(
  ctx: AuthedMutationCtx,
  jobId: Id<"jobs">,
): Promise<{ cancelled: boolean }> {
  return { cancelled: await cancelJob(ctx, await owned(ctx, "jobs", jobId)) };
}

/** Cancels everything that is being made in a session. */
export async function cancelSession(
  ctx: AuthedMutationCtx,
  sessionId: Id<"videoSessions">,
): Promise<{ cancelled: number }> {
  const session = await ownedSession(ctx, sessionId);
  return { cancelled: await cancelJobsOf(ctx, session._id) };
}

export async function cancelJobsOf(
  ctx: AuthedMutationCtx,
  sessionId: Id<"videoSessions">,
): Promise<number> {
  const jobs = await ctx.db
    .query("jobs")
    .withIndex("by_session_finished", (q) =>
      q.eq("sessionId", sessionId).eq("finishedAt", undefined),
    )
    .take(ceilings.activeJobs);
  for (const job of jobs) await cancelJob(ctx, job);
  return jobs.length;
}

/** A new job for what failed: the old one stays in the ledger as it ended. */
export async function retry(
  ctx: AuthedMutationCtx,
  jobId: Id<"jobs">,
): Promise<{ jobId: Id<"jobs">; version?: number }> {
  const job = await owned(ctx, "jobs", jobId);
  if (!isOver(job) || job.status === "succeeded" || job.status === "superseded")
    throw fail("job.not_retryable");
  const session = await ownedSession(ctx, job.sessionId);
  if (job.kind === "generate") {
    if (await isPlanning(ctx, session)) throw fail("session.busy");
    const sceneCount = job.sceneCount ?? 1;
    refuseMoreScenes(session, sceneCount);
    await spend(ctx, ctx.user._id, {
      renders: sceneCount,
      jobs: sceneCount,
      generates: 1,
      writes: true,
    });
    return await startPlan(ctx, session, { sceneCount, prompt: job.prompt ?? "" });
  }
  if (job.kind === "export") return await retryExport(ctx, job);
  return await retryVersion(ctx, job);
}

async function retryExport(ctx: AuthedMutationCtx, job: Job): Promise<{ jobId: Id<"jobs"> }> {
  const row = job.exportId === undefined ? null : await ctx.db.get("exports", job.exportId);
  if (row === null) throw fail("job.not_retryable");
  const { format, quality, fps, captions, picture, sessionId } = row;
  const wish = { format, quality, fps, captions, sessionId };
  const { jobId } = await triggerExport(ctx, picture === undefined ? wish : { ...wish, picture });
  return { jobId };
}

async function retryVersion(ctx: AuthedMutationCtx, job: Job): Promise<StartedAnswer> {
  if (job.sceneId === undefined || job.version === undefined || job.kind === "split")
    throw fail("job.not_retryable");
  const scene = await editableScene(ctx, job.sceneId, { writes: job.kind === "edit" });
  return await startAgain(ctx, scene, job.version);
}

/** The next version of a scene from what an earlier one was asked to be. */
async function startAgain(
  ctx: AuthedMutationCtx,
  scene: Doc<"scenes">,
  number: number,
): Promise<StartedAnswer> {
  const version = await findVersion(ctx, scene._id, number);
  const source = await findSource(ctx, scene._id, number);
  if (version === null || source === null) throw fail("job.not_retryable");
  const { kind, instruction } = version;
  const jobKind = kind === "render" ? "render" : "edit";
  const started = await startVersion(ctx, {
    scene,
    kind,
    jobKind,
    seed: jobKind === "render" ? renderSeed(source) : draftSeed(source),
    ...(instruction === undefined ? {} : { instruction }),
  });
  await wakeSession(ctx, scene.sessionId);
  return answerOf(started);
}

function draftSeed(source: Doc<"sceneSources">): { draft?: unknown } {
  return source.draft === undefined ? {} : { draft: source.draft as unknown };
}

function renderSeed(source: Doc<"sceneSources">): ReturnType<typeof seedOf> {
  const params = source.params === undefined ? {} : { params: source.params as unknown };
  if (source.operations !== undefined)
    return seedOf({ operations: source.operations as unknown[], ...params });
  if (source.code !== undefined) return seedOf({ code: source.code, ...params });
  boundedJson(source.document, ceilings.json, "document");
  return seedOf({ document: source.document as unknown, ...params });
}

/** Starts again every scene that plays nothing and waits for nothing, as many as there are places for. */
export async function retryFailed(
  ctx: AuthedMutationCtx,
  sessionId: Id<"videoSessions">,
): Promise<{ jobIds: Id<"jobs">[] }> {
  const session = await ownedSession(ctx, sessionId);
  const scenes = (await scenesFrom(ctx, session._id, 0)).filter(
    (scene) =>
      scene.liveVersion === undefined && scene.pendingVersion === undefined && !scene.locked,
  );
  if (scenes.length === 0) return { jobIds: [] };
  const { left } = await placesTaken(ctx, ctx.user._id);
  const now = scenes.slice(0, Math.max(1, left));
  await spend(ctx, ctx.user._id, { renders: now.length, jobs: now.length, writes: true });
  const jobIds: Id<"jobs">[] = [];
  for (const scene of now) jobIds.push((await startAgain(ctx, scene, scene.version)).jobId);
  return { jobIds };
}
