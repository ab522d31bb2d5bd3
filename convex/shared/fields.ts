/**
 * The fields of the rows that people see. The schema stores them, the views return them, and the web app
 * takes its types from them, so they are said once.
 */
import { v } from "convex/values";
import {
  oneOf,
  vExportFormat,
  vExportQuality,
  vExportStatus,
  vFailure,
  vJobKind,
  vJobStatus,
  vMode,
  vPicture,
  vProgress,
  vRole,
  vSessionStatus,
  vTokens,
  vTrim,
  vUserSettings,
  vVersionKind,
  vVersionStatus,
} from "./validators";

export const userFields = {
  externalId: v.string(),
  name: v.optional(v.string()),
  email: v.optional(v.string()),
  image: v.optional(v.string()),
  role: vRole,
  settings: vUserSettings,
  createdAt: v.number(),
};

export const projectFields = {
  ownerId: v.id("users"),
  title: v.string(),
  description: v.optional(v.string()),
  posterUrl: v.optional(v.string()),
  sessionCount: v.number(),
  lastSessionId: v.optional(v.id("videoSessions")),
  createdAt: v.number(),
  updatedAt: v.number(),
  removedAt: v.optional(v.number()),
};

export const sessionFields = {
  ownerId: v.id("users"),
  projectId: v.id("projects"),
  title: v.string(),
  prompt: v.optional(v.string()),
  status: vSessionStatus,
  targetFps: v.number(),
  width: v.number(),
  height: v.number(),
  codec: v.literal("h264"),
  audioHz: v.number(),
  theme: v.optional(v.string()),
  language: v.optional(v.string()),
  style: v.optional(v.string()),
  durationInFrames: v.number(),
  sceneCount: v.number(),
  pendingScenes: v.number(),
  failedScenes: v.number(),
  progress: v.optional(vProgress),
  error: v.optional(vFailure),
  errorMessage: v.optional(v.string()),
  posterUrl: v.optional(v.string()),
  jobId: v.optional(v.id("jobs")),
  version: v.number(),
  createdAt: v.number(),
  updatedAt: v.number(),
  removedAt: v.optional(v.number()),
};

export const sceneFields = {
  projectId: v.id("projects"),
  sessionId: v.id("videoSessions"),
  index: v.number(),
  birthIndex: v.number(),
  title: v.optional(v.string()),
  summary: v.optional(v.string()),
  narration: v.optional(v.string()),
  status: vVersionStatus,
  version: v.number(),
  liveVersion: v.optional(v.number()),
  pendingVersion: v.optional(v.number()),
  startFrame: v.number(),
  endFrame: v.number(),
  durationInFrames: v.number(),
  s3ChunkKey: v.optional(v.string()),
  s3ChunkUrl: v.optional(v.string()),
  s3SourceKey: v.optional(v.string()),
  posterUrl: v.optional(v.string()),
  checksum: v.optional(v.string()),
  fps: v.optional(v.number()),
  width: v.optional(v.number()),
  height: v.optional(v.number()),
  hasAudio: v.optional(v.boolean()),
  mode: v.optional(vMode),
  jobId: v.optional(v.id("jobs")),
  error: v.optional(vFailure),
  errorMessage: v.optional(v.string()),
  errorVersion: v.optional(v.number()),
  locked: v.boolean(),
  removedAt: v.optional(v.number()),
  updatedAt: v.number(),
};

/** Facts of a rendered chunk, as a version keeps them. */
export const chunkFields = {
  chunkKey: v.optional(v.string()),
  chunkUrl: v.optional(v.string()),
  sourceKey: v.optional(v.string()),
  posterKey: v.optional(v.string()),
  posterUrl: v.optional(v.string()),
  previewUrl: v.optional(v.string()),
  checksum: v.optional(v.string()),
  bytes: v.optional(v.number()),
  durationInFrames: v.optional(v.number()),
  fps: v.optional(v.number()),
  width: v.optional(v.number()),
  height: v.optional(v.number()),
  codec: v.optional(v.string()),
  hasAudio: v.optional(v.boolean()),
  renderMs: v.optional(v.number()),
  cacheHit: v.optional(v.boolean()),
  docsUsed: v.array(v.string()),
};

export const versionFields = {
  sceneId: v.id("scenes"),
  sessionId: v.id("videoSessions"),
  version: v.number(),
  status: vVersionStatus,
  kind: vVersionKind,
  instruction: v.optional(v.string()),
  mode: v.optional(vMode),
  author: v.optional(v.string()),
  summary: v.optional(v.string()),
  chips: v.array(v.string()),
  baseVersion: v.optional(v.number()),
  ...chunkFields,
  tokens: v.optional(vTokens),
  trim: v.optional(vTrim),
  progress: v.optional(vProgress),
  error: v.optional(vFailure),
  jobId: v.optional(v.id("jobs")),
  attempt: v.number(),
  createdBy: v.id("users"),
  createdAt: v.number(),
  finishedAt: v.optional(v.number()),
};

export const jobFields = {
  kind: vJobKind,
  status: vJobStatus,
  projectId: v.id("projects"),
  sessionId: v.id("videoSessions"),
  sceneId: v.optional(v.id("scenes")),
  version: v.optional(v.number()),
  exportId: v.optional(v.id("exports")),
  attempt: v.number(),
  maxAttempts: v.number(),
  correlationId: v.string(),
  error: v.optional(vFailure),
  createdAt: v.number(),
  startedAt: v.optional(v.number()),
  finishedAt: v.optional(v.number()),
};

/** Facts of an exported file. */
const madeFields = {
  key: v.optional(v.string()),
  url: v.optional(v.string()),
  bytes: v.optional(v.number()),
  checksum: v.optional(v.string()),
  durationInFrames: v.optional(v.number()),
  width: v.optional(v.number()),
  height: v.optional(v.number()),
  captionsKey: v.optional(v.string()),
  captionsUrl: v.optional(v.string()),
};

export const exportFields = {
  sessionId: v.id("videoSessions"),
  format: vExportFormat,
  quality: vExportQuality,
  fps: v.number(),
  captions: v.boolean(),
  picture: v.optional(vPicture),
  status: vExportStatus,
  progress: v.optional(vProgress),
  ...madeFields,
  error: v.optional(vFailure),
  jobId: v.optional(v.id("jobs")),
  createdAt: v.number(),
  finishedAt: v.optional(v.number()),
};

export const usageFields = {
  renders: v.number(),
  generates: v.number(),
  exports: v.number(),
  renderMs: v.number(),
  frames: v.number(),
  /** How long what was rendered plays. Rows from before it was counted have none. */
  videoMs: v.optional(v.number()),
  inputTokens: v.number(),
  outputTokens: v.number(),
  /** In US dollars, as far as the prices are known. Rows from before it was counted have none. */
  costUsd: v.optional(v.number()),
};

export const endpointFields = {
  url: v.string(),
  events: v.array(v.string()),
  description: v.optional(v.string()),
  ordered: v.boolean(),
  ratePerSecond: v.number(),
  status: oneOf(["active", "paused", "disabled"] as const),
  disabledReason: v.optional(v.string()),
  failingSince: v.optional(v.number()),
  lastDeliveryAt: v.optional(v.number()),
  createdAt: v.number(),
};

export const deliveryFields = {
  endpointId: v.id("webhookEndpoints"),
  eventId: v.id("webhookEvents"),
  webhookId: v.string(),
  eventType: v.string(),
  status: oneOf(["pending", "sending", "succeeded", "failed", "dropped"] as const),
  attempts: v.number(),
  nextAttemptAt: v.optional(v.number()),
  lastStatus: v.optional(v.number()),
  lastError: v.optional(v.string()),
  sceneId: v.optional(v.id("scenes")),
  sessionId: v.optional(v.id("videoSessions")),
  createdAt: v.number(),
  finishedAt: v.optional(v.number()),
};

export const attemptFields = {
  attempt: v.number(),
  at: v.number(),
  status: v.optional(v.number()),
  error: v.optional(v.string()),
  latencyMs: v.number(),
  responseExcerpt: v.optional(v.string()),
  location: v.optional(v.string()),
};
