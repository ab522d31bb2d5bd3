/** What a wish is understood as before it becomes work: the answers of `/wishes/*`, as validators. */
import type { Infer } from "convex/values";
import { v } from "convex/values";

/** One thing that the wish can mean; `jobs.triggerRender` with its operations does it. */
export const vReading = v.object({
  said: v.string(),
  chips: v.array(v.string()),
  operations: v.array(v.any()),
  /** Sure enough to be done by itself; otherwise it is only offered. */
  sure: v.boolean(),
});

export const vUnderstood = v.object({
  /** A model reads the wish itself, in the job: send it with `jobs.triggerEdit`. */
  byModel: v.boolean(),
  /** For the person, when nothing was understood. */
  said: v.string(),
  readings: v.array(vReading),
});

export const vFoundScenes = v.object({
  sceneIds: v.array(v.string()),
  reason: v.string(),
  question: v.union(v.string(), v.null()),
});

export const vShapes = v.object({
  shapes: v.array(
    v.object({
      title: v.string(),
      description: v.string(),
      chips: v.array(v.string()),
      /** `jobs.triggerRender` with it shows the scene this way. */
      document: v.any(),
    }),
  ),
});

export type Shapes = Infer<typeof vShapes>;
export type Understood = Infer<typeof vUnderstood>;
export type FoundScenes = Infer<typeof vFoundScenes>;
