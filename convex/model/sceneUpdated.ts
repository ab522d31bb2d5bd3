/** The callback about one scene's version, applied in one transaction or not at all. */
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { fail, unnamedFailure, notFound } from "../lib/errors";
import { ceilings } from "../lib/settings";
import type { Chunk, SceneUpdated } from "../shared/messages";
import { move, ranks, versionEdges } from "../shared/states";
import type { Progress } from "../shared/validators";
import { storeAuthoring } from "./authoring";
import { checkFrames, chunkFacts } from "./chunks";
import { emitScene } from "./events";
import type { Job } from "./jobs";
import { endJob, leaseEnd } from "./jobs";
import { loadJob } from "./leases";
import { endJobBadly, tryAgainOrFail } from "./outcome";
import { moveSession, settleSession } from "./settle";
import { addSplitRest, refitted } from "./split";
import { getScene, getSession, tooManyScenes, updateScene } from "./timeline";
import { record, sceneName } from "./undoLog";
import { addUsage } from "./usage";
import type { Answer } from "./verdict";
import { answerOf, judge } from "./verdict";
import type { Version } from "./versions";
import { findSource, findVersion, getVersion, showVersion } from "./versions";

export async function sceneUpdated(ctx: MutationCtx, message: SceneUpdated): Promise<Answer> {
  const job = await loadJob(ctx, message.jobId);
  const sceneId = ctx.db.normalizeId("scenes", message.sceneId);
  const version = sceneId === null ? null : await findVersion(ctx, sceneId, message.version);
  if (version === null) throw notFound();
  const rank = ranks.version[message.status];
  const { jobId, attempt, seq } = message;
  const verdict = judge(job, version.fence, { owner: version.jobId, jobId, attempt, rank, seq });
  if (!verdict.accepted) return answerOf(job, verdict);
  await ctx.db.patch("sceneVersions", version._id, { fence: { attempt, rank, seq } });
  if (message.authoring !== undefined) await storeAuthoring(ctx, version, message.authoring);
  const retrying = await apply(ctx, { job, version: await getVersion(ctx, version._id), message });
  return answerOf(job, verdict, retrying);
}

type Applied = { job: Job; version: Version; message: SceneUpdated };

/** Returns whether another attempt follows. */
async function apply(ctx: MutationCtx, applied: Applied): Promise<boolean> {
  const { job, version, message } = applied;
  if (message.status === "error") {
    const error = message.error ?? unnamedFailure();
    return (await tryAgainOrFail(ctx, job, error)) === "again";
  }
  if (message.status === "ready") await finish(ctx, applied);
  else await advance(ctx, { job, version, message: { ...message, status: message.status } });
  return false;
}

type Step = "generating_code" | "rendering" | "uploading";

async function advance(
  ctx: MutationCtx,
  { job, version, message }: Applied & { message: SceneUpdated & { status: Step } },
): Promise<void> {
  const entered = version.status !== message.status;
  await ctx.db.patch("sceneVersions", version._id, {
    ...(entered ? { status: move(versionEdges, version.status, message.status) } : {}),
    ...(message.progress === undefined ? {} : { progress: message.progress }),
    ...shownEarly(message.progress),
  });
  // A message is a sign of life too.
  if (job.status === "running") await ctx.db.patch("jobs", job._id, { dueAt: leaseEnd(job) });
  if (!entered) return;
  const scene = await getScene(ctx, version.sceneId);
  await updateScene(ctx, scene, { status: message.status });
  if (message.status === "generating_code") return;
  const session = await getSession(ctx, version.sessionId);
  if (session.status === "generating") await moveSession(ctx, session, "rendering");
  if (message.status === "rendering")
    await emitScene(ctx, { type: "scene.rendering", version: await getVersion(ctx, version._id) });
}

/** What can be looked at before the film is there stays on the version; later progress may lack it. */
function shownEarly(progress: Progress | undefined): Pick<Version, "previewUrl" | "posterUrl"> {
  const { previewUrl, posterUrl } = progress ?? {};
  return {
    ...(previewUrl === undefined ? {} : { previewUrl }),
    ...(posterUrl === undefined ? {} : { posterUrl }),
  };
}

/** A split whose second half finds no place any more fails as a whole: half a scene is no result. */
async function finish(ctx: MutationCtx, { job, version, message }: Applied): Promise<void> {
  const { result } = message;
  if (result === undefined) throw fail("request.invalid", { field: "result" });
  if (version.kind === "split") {
    if (result.splitRest === undefined)
      throw fail("request.invalid", { field: "result.splitRest" });
    const error = tooManyScenes(await getSession(ctx, version.sessionId), 1);
    if (error !== null) {
      await endJobBadly(ctx, job, { status: "failed", error });
      return;
    }
  }
  await becomeReady(ctx, { job, version, result });
}

type Made = { job: Job; version: Version; result: NonNullable<SceneUpdated["result"]> };

async function becomeReady(ctx: MutationCtx, { job, version, result }: Made): Promise<void> {
  const { splitRest, plays, ...chunk } = result;
  await storeChunk(ctx, version, chunk);
  const source = await findSource(ctx, version.sceneId, version.version);
  if (source !== null)
    await ctx.db.patch("sceneSources", source._id, {
      plays: (plays ?? []).slice(0, ceilings.plays),
    });
  await endJob(ctx, job, { status: "succeeded" });
  const before = await getScene(ctx, version.sceneId);
  const ready = await getVersion(ctx, version._id);
  const scene = await showVersion(ctx, before, ready);
  if (version.kind === "split" && splitRest !== undefined)
    await addSplitRest(ctx, { scene, before, ready, rest: splitRest });
  else await recordEdit(ctx, before, ready);
  const frames = result.durationInFrames + (splitRest?.durationInFrames ?? 0);
  await addUsage(ctx, version.ownerId, {
    renderMs: result.renderMs,
    frames,
    videoMs: result.fps > 0 ? (1000 * frames) / result.fps : 0,
  });
  await emitScene(ctx, {
    type: "scene.ready",
    version: ready,
    extra: { chunkUrl: result.chunkUrl, durationInFrames: result.durationInFrames },
  });
  await settleSession(ctx, version.sessionId);
}

async function storeChunk(
  ctx: MutationCtx,
  version: Version,
  chunk: Omit<Chunk, "plays">,
): Promise<void> {
  checkFrames(chunk, "result");
  await ctx.db.patch("sceneVersions", version._id, {
    ...chunkFacts(chunk),
    ...(version.trim === undefined ? {} : { trim: refitted(version.trim, chunk) }),
    docsUsed: chunk.docsUsed.length > 0 ? chunk.docsUsed.slice(0, 50) : version.docsUsed,
    status: move(versionEdges, version.status, "ready"),
    finishedAt: Date.now(),
    progress: undefined,
    // The film is there: its preview may go.
    previewUrl: undefined,
  });
}

/** A finished edit can be undone like anything else: the pointer moves back. */
async function recordEdit(ctx: MutationCtx, before: Doc<"scenes">, ready: Version): Promise<void> {
  if (before.liveVersion === undefined) return;
  await record(ctx, {
    ownerId: ready.createdBy,
    sessionId: before.sessionId,
    sceneId: before._id,
    kind: "edit",
    label: `Edit ${sceneName(before)}`,
    effects: [
      { type: "setLive", sceneId: before._id, from: before.liveVersion, to: ready.version },
    ],
  });
}
