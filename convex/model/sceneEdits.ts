/** What a person does to the row of scenes by hand. Each is one undo step. */
import type { Doc, Id } from "../_generated/dataModel";
import type { AuthedMutationCtx } from "../lib/access";
import { owned, ownedScene, ownedSession } from "../lib/access";
import { fail, notFound } from "../lib/errors";
import { bounded, cleanTitle } from "../lib/text";
import { copyScene } from "./copies";
import { applyEffect } from "./operations";
import { addScene } from "./scenes";
import type { Seedling } from "./seeds";
import { seedOf } from "./seeds";
import { settleSession } from "./settle";
import type { SplitPoint } from "./split";
import { startSplit } from "./split";
import { getScene, refuseMoreScenes, updateScene } from "./timeline";
import { checkPrompt, placesFor } from "./triggers";
import { record, sceneName } from "./undoLog";
import { spend } from "./usage";
import { findVersion, noError } from "./versions";

type Scene = Doc<"scenes">;

/** Does one effect and logs it. */
async function perform(
  ctx: AuthedMutationCtx,
  scene: Scene,
  step: Pick<Parameters<typeof record>[1], "kind" | "label" | "effects">,
): Promise<null> {
  for (const effect of step.effects) await applyEffect(ctx, effect);
  await record(ctx, {
    ownerId: ctx.user._id,
    sessionId: scene.sessionId,
    sceneId: scene._id,
    ...step,
  });
  await settleSession(ctx, scene.sessionId);
  return null;
}

export async function reorder(
  ctx: AuthedMutationCtx,
  wish: { sceneId: Id<"scenes">; toIndex: number },
): Promise<null> {
  const { scene, session } = await ownedScene(ctx, wish.sceneId);
  const to = Math.max(0, Math.min(Math.trunc(wish.toIndex), session.sceneCount - 1));
  if (to === scene.index) return null;
  return await perform(ctx, scene, {
    kind: "reorder",
    label: `Move ${sceneName(scene)}`,
    effects: [{ type: "move", sceneId: scene._id, from: scene.index, to }],
  });
}

export async function setTitle(
  ctx: AuthedMutationCtx,
  wish: { sceneId: Id<"scenes">; title: string },
): Promise<null> {
  const { scene } = await ownedScene(ctx, wish.sceneId);
  const to = cleanTitle(wish.title);
  if (to === scene.title) return null;
  const from = scene.title === undefined ? {} : { from: scene.title };
  return await perform(ctx, scene, {
    kind: "retitle",
    label: `Rename ${sceneName(scene)}`,
    effects: [{ type: "retitle", sceneId: scene._id, ...from, to }],
  });
}

export async function removeScene(
  ctx: AuthedMutationCtx,
  wish: { sceneId: Id<"scenes"> },
): Promise<null> {
  const { scene } = await ownedScene(ctx, wish.sceneId);
  if (scene.locked) throw fail("scene.locked");
  return await perform(ctx, scene, {
    kind: "remove",
    label: `Remove ${sceneName(scene)}`,
    effects: [{ type: "remove", sceneId: scene._id, index: scene.index }],
  });
}

export async function restoreScene(
  ctx: AuthedMutationCtx,
  wish: { sceneId: Id<"scenes"> },
): Promise<null> {
  const scene = await owned(ctx, "scenes", wish.sceneId);
  await ownedSession(ctx, scene.sessionId);
  if (scene.removedAt === undefined) return null;
  return await perform(ctx, scene, {
    kind: "restore",
    label: `Restore ${sceneName(scene)}`,
    effects: [{ type: "restore", sceneId: scene._id, index: scene.index }],
  });
}

export async function revert(
  ctx: AuthedMutationCtx,
  wish: { sceneId: Id<"scenes">; version: number },
): Promise<null> {
  const { scene } = await ownedScene(ctx, wish.sceneId);
  if (scene.locked) throw fail("scene.locked");
  const version = await findVersion(ctx, scene._id, wish.version);
  if (version === null) throw notFound();
  if (version.status !== "ready") throw fail("scene.version_not_ready", { status: version.status });
  if (scene.liveVersion === undefined) throw fail("scene.no_live_version");
  if (scene.liveVersion === wish.version) return null;
  return await perform(ctx, scene, {
    kind: "revert",
    label: `Show version ${wish.version} of ${sceneName(scene)}`,
    effects: [{ type: "setLive", sceneId: scene._id, from: scene.liveVersion, to: wish.version }],
  });
}

type InsertWish = Omit<Seedling, "operations"> & {
  sessionId: Id<"videoSessions">;
  index?: number | undefined;
  title?: string | undefined;
  prompt?: string | undefined;
};

export async function insert(
  ctx: AuthedMutationCtx,
  wish: InsertWish,
): Promise<{ sceneId: Id<"scenes">; version: number; jobId: Id<"jobs"> }> {
  const session = await ownedSession(ctx, wish.sessionId);
  const { sessionId, prompt, code, document, params } = wish;
  const instruction = prompt === undefined ? undefined : checkPrompt(prompt);
  const title = wish.title === undefined ? undefined : cleanTitle(wish.title);
  if ((instruction === undefined) === (code === undefined && document === undefined)) {
    throw fail("request.invalid", { field: "prompt, code or document", expected: "exactly one" });
  }
  const seed = instruction === undefined ? seedOf({ code, document, params }) : {};
  await spend(ctx, ctx.user._id, { renders: 1, writes: instruction !== undefined });
  const started = await addScene(ctx, {
    sessionId,
    index: Math.trunc(wish.index ?? session.sceneCount),
    title,
    summary: instruction?.slice(0, 2000),
    kind: instruction === undefined ? "render" : "write",
    jobKind: instruction === undefined ? "render" : "edit",
    ...(instruction === undefined ? {} : { instruction }),
    seed,
  });
  await recordInsert(ctx, started.scene, "Insert");
  return { sceneId: started.scene._id, version: started.version, jobId: started.jobId };
}

async function recordInsert(ctx: AuthedMutationCtx, scene: Scene, verb: string): Promise<void> {
  await record(ctx, {
    ownerId: ctx.user._id,
    sessionId: scene.sessionId,
    sceneId: scene._id,
    kind: "insert",
    label: `${verb} ${sceneName(scene)}`,
    effects: [{ type: "restore", sceneId: scene._id, index: scene.index }],
  });
}

export async function duplicate(
  ctx: AuthedMutationCtx,
  wish: { sceneId: Id<"scenes"> },
): Promise<{ sceneId: Id<"scenes"> }> {
  const { scene, session } = await ownedScene(ctx, wish.sceneId);
  refuseMoreScenes(session);
  const copy = await copyScene(ctx, scene, { sessionId: session._id, index: scene.index + 1 });
  if (copy === null) throw fail("scene.no_live_version");
  await recordInsert(ctx, copy, "Duplicate");
  return { sceneId: copy._id };
}

export async function split(
  ctx: AuthedMutationCtx,
  wish: SplitPoint & { sceneId: Id<"scenes"> },
): Promise<{ jobId: Id<"jobs">; version: number }> {
  const owned = await ownedScene(ctx, wish.sceneId);
  if (owned.scene.locked) throw fail("scene.locked");
  refuseMoreScenes(owned.session);
  await spend(ctx, ctx.user._id, { renders: 1, jobs: placesFor(owned.scene) });
  const { jobId, version } = await startSplit(ctx, owned, wish);
  return { jobId, version };
}

export async function setNarration(
  ctx: AuthedMutationCtx,
  wish: { sceneId: Id<"scenes">; narration: string },
): Promise<null> {
  const { scene } = await ownedScene(ctx, wish.sceneId);
  await updateScene(ctx, scene, { narration: bounded(wish.narration, 5000, "narration") });
  return null;
}

/** The lock comes last: a scene may be changed and locked by one call. */
export async function updateFields(
  ctx: AuthedMutationCtx,
  wish: {
    sceneId: Id<"scenes">;
    title?: string | undefined;
    narration?: string | undefined;
    locked?: boolean | undefined;
  },
): Promise<null> {
  const { sceneId, title, narration, locked } = wish;
  await ownedScene(ctx, sceneId);
  if (title !== undefined) await setTitle(ctx, { sceneId, title });
  if (narration !== undefined) await setNarration(ctx, { sceneId, narration });
  if (locked !== undefined) await setLocked(ctx, { sceneId, locked });
  return null;
}

export async function setLocked(
  ctx: AuthedMutationCtx,
  wish: { sceneId: Id<"scenes">; locked: boolean },
): Promise<null> {
  const { scene } = await ownedScene(ctx, wish.sceneId);
  await updateScene(ctx, scene, { locked: wish.locked });
  return null;
}

export async function dismissError(
  ctx: AuthedMutationCtx,
  wish: { sceneId: Id<"scenes"> },
): Promise<null> {
  const { scene } = await ownedScene(ctx, wish.sceneId);
  await updateScene(ctx, await getScene(ctx, scene._id), noError);
  return null;
}
