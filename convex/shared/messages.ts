/** The bodies of signed calls from the backend, as validators. `tests/contracts/` holds examples of each. */
import type { Infer, ObjectType } from "convex/values";
import { v } from "convex/values";
import { oneOf, vFailure, vMode, vPlay, vProgress, vTokens } from "./validators";

/**
 * Every callback names its route, its job and its trace; the headers are not signed, so the body repeats them.
 * Ids are plain strings here: one that names nothing is "not found", never a fault.
 */
const envelope = {
  route: v.string(),
  jobId: v.string(),
  attempt: v.number(),
  correlationId: v.string(),
};

export const claimBody = { ...envelope, claimId: v.string() };
export const heartbeatBody = { ...envelope, claimId: v.string(), seq: v.optional(v.number()) };
export const releaseBody = { ...envelope, claimId: v.string(), reason: v.string() };

const vPlanItem = v.object({
  title: v.string(),
  summary: v.string(),
  narration: v.optional(v.union(v.string(), v.null())),
  prompt: v.optional(v.union(v.string(), v.null())),
  draft: v.optional(v.any()),
  durationSeconds: v.optional(v.union(v.number(), v.null())),
});

const vAuthoring = v.object({
  mode: v.optional(vMode),
  code: v.optional(v.string()),
  document: v.optional(v.any()),
  params: v.optional(v.any()),
  chips: v.optional(v.array(v.string())),
  summary: v.optional(v.string()),
  title: v.optional(v.string()),
  narration: v.optional(v.string()),
  author: v.optional(v.string()),
  sourceKey: v.optional(v.string()),
  docsUsed: v.optional(v.array(v.string())),
  tokens: v.optional(vTokens),
  attemptsLog: v.optional(
    v.array(
      v.object({
        step: v.string(),
        outcome: v.string(),
        message: v.optional(v.string()),
        code: v.optional(v.string()),
      }),
    ),
  ),
});

const chunk = {
  chunkKey: v.string(),
  chunkUrl: v.string(),
  sourceKey: v.string(),
  posterKey: v.string(),
  posterUrl: v.optional(v.string()),
  previewUrl: v.optional(v.string()),
  checksum: v.string(),
  bytes: v.number(),
  durationInFrames: v.number(),
  fps: v.number(),
  width: v.number(),
  height: v.number(),
  codec: v.string(),
  renderMs: v.number(),
  cacheHit: v.boolean(),
  docsUsed: v.array(v.string()),
  hasAudio: v.optional(v.boolean()),
  plays: v.optional(v.array(vPlay)),
};

const vChunk = v.object(chunk);
const vSceneResult = v.object({ ...chunk, splitRest: v.optional(vChunk) });

const vExportResult = v.object({
  key: v.string(),
  url: v.string(),
  bytes: v.number(),
  checksum: v.string(),
  durationInFrames: v.number(),
  fps: v.number(),
  width: v.number(),
  height: v.number(),
  captionsKey: v.optional(v.string()),
  captionsUrl: v.optional(v.string()),
});

export const sessionUpdatedBody = {
  ...envelope,
  seq: v.number(),
  sessionId: v.string(),
  status: oneOf(["generating", "error"] as const),
  progress: v.optional(vProgress),
  plan: v.optional(v.array(vPlanItem)),
  title: v.optional(v.string()),
  /** What the plan took, with the plan. */
  tokens: v.optional(vTokens),
  error: v.optional(vFailure),
};

export const sceneUpdatedBody = {
  ...envelope,
  seq: v.number(),
  sceneId: v.string(),
  version: v.number(),
  status: oneOf(["generating_code", "rendering", "uploading", "ready", "error"] as const),
  progress: v.optional(vProgress),
  authoring: v.optional(vAuthoring),
  result: v.optional(vSceneResult),
  error: v.optional(vFailure),
};

export const exportUpdatedBody = {
  ...envelope,
  seq: v.number(),
  exportId: v.string(),
  status: oneOf(["rendering", "uploading", "ready", "error"] as const),
  progress: v.optional(vProgress),
  result: v.optional(vExportResult),
  error: v.optional(vFailure),
};

const vIgnored = oneOf(["stale", "old", "duplicate", "superseded"] as const);

const verdict = {
  accepted: v.boolean(),
  ignored: v.optional(vIgnored),
  superseded: v.boolean(),
  cancelled: v.boolean(),
  retrying: v.boolean(),
};

export const vClaimAnswer = v.object({
  decision: oneOf(["go", "stale", "cancelled"] as const),
  leaseMs: v.number(),
  heartbeatMs: v.number(),
});
export const vHeartbeatAnswer = v.object({
  ok: v.boolean(),
  cancel: v.boolean(),
  superseded: v.boolean(),
  leaseMs: v.number(),
});
export const vReleaseAnswer = v.object({ released: v.boolean() });
export const vUpdatedAnswer = v.object(verdict);
const vPlannedScene = v.object({
  sceneId: v.id("scenes"),
  version: v.number(),
  jobId: v.id("jobs"),
  index: v.number(),
  birthIndex: v.number(),
});
export const vSessionUpdatedAnswer = v.object({ ...verdict, scenes: v.array(vPlannedScene) });

export type Chunk = Infer<typeof vChunk>;
export type SceneResult = Infer<typeof vSceneResult>;
export type Authoring = Infer<typeof vAuthoring>;
export type PlanItem = Infer<typeof vPlanItem>;
export type SessionUpdated = ObjectType<typeof sessionUpdatedBody>;
export type SceneUpdated = ObjectType<typeof sceneUpdatedBody>;
export type ExportUpdated = ObjectType<typeof exportUpdatedBody>;
export type UpdatedAnswer = Infer<typeof vUpdatedAnswer>;
export type SessionUpdatedAnswer = Infer<typeof vSessionUpdatedAnswer>;
