/**
 * Functions that tests add to the deployment, to look where no front door leads: whole tables, and what a
 * hot path reads. The double gets them as one more module, the embedded runtime in a copy of this folder.
 */
import { v } from "convex/values";
import type { TableNames } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { internalMutation, internalQuery } from "../_generated/server";
import { listBySession } from "../model/sceneLists";
import { sceneUpdated } from "../model/sceneUpdated";
import { scenesFrom } from "../model/timeline";
import { findVersion } from "../model/versions";
import type { SceneUpdated } from "../shared/messages";
import type { Big } from "./bigSession.harness";
import { seedScene, seedSession } from "./bigSession.harness";

/** Whole tables; a test's tables are small. */
export const rows = internalQuery({
  args: { table: v.string() },
  handler: async (ctx, { table }) => await ctx.db.query(table as TableNames).take(2000),
});

export const seedBig = internalMutation({
  args: { externalId: v.string() },
  handler: async (ctx, { externalId }) => await seedSession(ctx, externalId),
});

export const seedBigScene = internalMutation({
  args: { big: v.any(), index: v.number() },
  handler: async (ctx, { big, index }) => {
    await seedScene(ctx, big as Big, index);
    return null;
  },
});

/** A scene of the big session with the job that makes its newest version, if one does. */
export const pendingScene = internalQuery({
  args: { big: v.any(), index: v.number() },
  handler: async (ctx, { big, index }) => {
    const { sessionId } = big as Big;
    const [scene] = await scenesFrom(ctx, sessionId, index);
    if (scene === undefined) throw new Error(`There is no scene ${index}.`);
    const newest = await findVersion(ctx, scene._id, scene.version);
    return { sceneId: scene._id, endFrame: scene.endFrame, jobId: newest?.jobId ?? "" };
  },
});

type Reads = { answer: unknown; documents: number; written: number };

async function readsOf(
  ctx: { meta: Pick<MutationCtx["meta"], "getTransactionMetrics"> },
  answer: unknown,
): Promise<Reads> {
  const { documentsRead, documentsWritten } = await ctx.meta.getTransactionMetrics();
  return { answer, documents: documentsRead.used, written: documentsWritten.used };
}

/** `scenes.listBySession` without the sign-in, and what it read. */
export const listReads = internalQuery({
  args: { big: v.any() },
  handler: async (ctx, { big }) => {
    const { userId, sessionId } = big as Big;
    const user = await ctx.db.get("users", userId);
    if (user === null) throw new Error("The owner is there.");
    return await readsOf(ctx, (await listBySession({ ...ctx, user }, sessionId)).length);
  },
});

/** The callback mutation without its signature, and what it read. */
export const callbackReads = internalMutation({
  args: { message: v.any() },
  handler: async (ctx, { message }) =>
    await readsOf(ctx, await sceneUpdated(ctx, message as SceneUpdated)),
});
