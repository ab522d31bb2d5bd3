/**
 * Undo and redo. A step keeps its effects; undoing applies their inverses in reverse order, redoing applies
 * them again. An effect that no longer fits what is there is a conflict, and then nothing is changed.
 */
import type { PaginationOptions, PaginationResult } from "convex/server";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { AuthedMutationCtx, AuthedQueryCtx } from "../lib/access";
import { ownedSession } from "../lib/access";
import { fail } from "../lib/errors";
import type { Effect } from "../shared/validators";
import { settleSession } from "./settle";
import {
  getScene,
  getSession,
  moveTo,
  putBack,
  refuseMoreScenes,
  takeOut,
  updateScene,
} from "./timeline";
import { cancelPending, findVersion, showVersion } from "./versions";

type Operation = Doc<"operations">;

function invert(effect: Effect): Effect {
  switch (effect.type) {
    case "move":
    case "setLive":
    case "retitle":
      return { ...effect, from: effect.to, to: effect.from } as Effect;
    case "remove":
      return { ...effect, type: "restore" };
    case "restore":
      return { ...effect, type: "remove" };
  }
}

function conflict(reason: string): Error {
  return fail("operation.conflict", { reason });
}

/** Applies one effect, or refuses with the reason why it does not fit. */
export async function applyEffect(ctx: MutationCtx, effect: Effect): Promise<void> {
  const scene = await getScene(ctx, effect.sceneId);
  if (effect.type === "restore") {
    if (scene.removedAt === undefined) throw conflict("The scene is there already.");
    refuseMoreScenes(await getSession(ctx, scene.sessionId));
    await putBack(ctx, scene, effect.index);
    return;
  }
  if (scene.removedAt !== undefined) throw conflict("The scene has been removed.");
  if (scene.locked && (effect.type === "remove" || effect.type === "setLive"))
    throw conflict("The scene is locked.");
  switch (effect.type) {
    case "remove":
      await cancelPending(ctx, scene);
      await takeOut(ctx, await getScene(ctx, scene._id));
      return;
    case "move":
      if (scene.index !== effect.from) throw conflict("The scene has been moved since.");
      await moveTo(ctx, scene, effect.to);
      return;
    case "retitle":
      if (scene.title !== effect.from) throw conflict("The title has changed since.");
      await updateScene(ctx, scene, { title: effect.to });
      return;
    case "setLive":
      await setLive(ctx, scene, effect);
  }
}

async function setLive(
  ctx: MutationCtx,
  scene: Doc<"scenes">,
  effect: { from: number; to: number },
): Promise<void> {
  if (scene.liveVersion !== effect.from) throw conflict("Another version plays by now.");
  const version = await findVersion(ctx, scene._id, effect.to);
  if (version?.status !== "ready") throw conflict("That version can't be shown.");
  await showVersion(ctx, scene, version);
}

type Direction = "undo" | "redo";

/** The step that undo or redo would take: the newest done one, or the oldest undone one. */
async function next(
  ctx: AuthedQueryCtx | AuthedMutationCtx,
  sessionId: Id<"videoSessions">,
  direction: Direction,
): Promise<Operation | null> {
  return await ctx.db
    .query("operations")
    .withIndex("by_session_owner_state_seq", (q) =>
      q
        .eq("sessionId", sessionId)
        .eq("ownerId", ctx.user._id)
        .eq("state", direction === "undo" ? "done" : "undone"),
    )
    .order(direction === "undo" ? "desc" : "asc")
    .first();
}

export async function step(
  ctx: AuthedMutationCtx,
  sessionId: Id<"videoSessions">,
  direction: Direction,
): Promise<{ operationId: Id<"operations">; label: string }> {
  await ownedSession(ctx, sessionId);
  const operation = await next(ctx, sessionId, direction);
  if (operation === null) throw fail(`operation.nothing_to_${direction}`);
  const effects =
    direction === "redo" ? operation.effects : operation.effects.map(invert).reverse();
  for (const effect of effects) await applyEffect(ctx, effect);
  await ctx.db.patch("operations", operation._id, {
    state: direction === "undo" ? "undone" : "done",
  });
  await settleSession(ctx, sessionId);
  return { operationId: operation._id, label: operation.label };
}

type Offer = { operationId: Id<"operations">; label: string };

export async function availability(
  ctx: AuthedQueryCtx,
  sessionId: Id<"videoSessions">,
): Promise<{ undo?: Offer; redo?: Offer }> {
  await ownedSession(ctx, sessionId);
  const [undo, redo] = [await next(ctx, sessionId, "undo"), await next(ctx, sessionId, "redo")];
  return {
    ...(undo === null ? {} : { undo: { operationId: undo._id, label: undo.label } }),
    ...(redo === null ? {} : { redo: { operationId: redo._id, label: redo.label } }),
  };
}

export async function history(
  ctx: AuthedQueryCtx,
  wish: { sessionId: Id<"videoSessions">; paginationOpts: PaginationOptions },
): Promise<PaginationResult<Operation>> {
  await ownedSession(ctx, wish.sessionId);
  return await ctx.db
    .query("operations")
    .withIndex("by_session_owner_seq", (q) =>
      q.eq("sessionId", wish.sessionId).eq("ownerId", ctx.user._id),
    )
    .order("desc")
    .paginate(wish.paginationOpts);
}
