/**
 * Questions about a wish, before anything is begun: what it is understood as, which scenes it means.
 * Actions, because the rules live in the backend; the query inside each checks who is asking.
 */
import { v } from "convex/values";
import { internal } from "./_generated/api";
import { action, internalQuery } from "./_generated/server";
import { currentUser } from "./lib/access";
import { ask } from "./lib/post";
import * as model from "./model/wishes";
import type { FoundScenes, Shapes, Understood } from "./shared/wishes";
import { vFoundScenes, vShapes, vUnderstood } from "./shared/wishes";

const sceneId = v.id("scenes");
const ofScene = { sceneId, instruction: v.string() };
const ofSession = {
  sessionId: v.id("videoSessions"),
  instruction: v.string(),
  /** The scene that the person looks at: “this one”. */
  selectedId: v.optional(sceneId),
};

/** Changes nothing. What is sure may be shown as chips; what is not is only offered. */
export const read = action({
  args: ofScene,
  returns: vUnderstood,
  handler: async (ctx, args): Promise<Understood> => {
    const question: model.ReadQuestion = await ctx.runQuery(internal.wishes.readQuestion, args);
    return question === null
      ? model.leftToTheModel
      : await ask("/wishes/read", question, vUnderstood);
  },
});

/** Changes nothing. With a question, nothing should be changed before it is answered. */
export const find = action({
  args: ofSession,
  returns: vFoundScenes,
  handler: async (ctx, args): Promise<FoundScenes> => {
    const question: model.FindQuestion = await ctx.runQuery(internal.wishes.findQuestion, args);
    return await ask("/wishes/find", question, vFoundScenes);
  },
});

/** Changes nothing. The likeliest templates for what the scene was asked to be. */
export const shapes = action({
  args: { sceneId },
  returns: vShapes,
  handler: async (ctx, args): Promise<Shapes> => {
    const question: model.ShapeQuestion = await ctx.runQuery(internal.wishes.shapeQuestion, args);
    return await ask("/wishes/shapes", question, vShapes);
  },
});

export const shapeQuestion = internalQuery({
  args: { sceneId },
  returns: v.object({
    instruction: v.string(),
    title: v.string(),
    template: v.union(v.string(), v.null()),
    width: v.number(),
    height: v.number(),
    theme: v.union(v.string(), v.null()),
  }),
  handler: async (ctx, args) => model.shapeQuestion({ ...ctx, user: await currentUser(ctx) }, args),
});

export const readQuestion = internalQuery({
  args: ofScene,
  returns: v.union(
    v.object({
      instruction: v.string(),
      mode: v.union(v.string(), v.null()),
      code: v.union(v.string(), v.null()),
      document: v.any(),
    }),
    v.null(),
  ),
  handler: async (ctx, args) => model.readQuestion({ ...ctx, user: await currentUser(ctx) }, args),
});

export const findQuestion = internalQuery({
  args: ofSession,
  returns: v.object({
    instruction: v.string(),
    scenes: v.array(
      v.object({
        sceneId: v.string(),
        title: v.string(),
        words: v.string(),
        selected: v.boolean(),
      }),
    ),
  }),
  handler: async (ctx, args) => model.findQuestion({ ...ctx, user: await currentUser(ctx) }, args),
});
