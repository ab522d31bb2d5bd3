/** What public functions return. The web app takes its types from here. */
import type { Infer } from "convex/values";
import { v } from "convex/values";
import {
  attemptFields,
  deliveryFields,
  endpointFields,
  exportFields,
  jobFields,
  projectFields,
  sceneFields,
  sessionFields,
  usageFields,
  userFields,
  versionFields,
} from "./fields";
import {
  oneOf,
  vAttemptEntry,
  vEventType,
  vMode,
  vOperationKind,
  vPlay,
  vProgress,
  vScope,
  vTrim,
  vVersionStatus,
} from "./validators";

const born = { _creationTime: v.number() };

export const vUser = v.object({ ...userFields, ...born, _id: v.id("users") });
export const vProject = v.object({ ...projectFields, ...born, _id: v.id("projects") });
export const vSession = v.object({ ...sessionFields, ...born, _id: v.id("videoSessions") });

export const vPending = v.object({
  version: v.number(),
  status: vVersionStatus,
  instruction: v.optional(v.string()),
  progress: v.optional(vProgress),
  previewUrl: v.optional(v.string()),
  posterUrl: v.optional(v.string()),
  jobId: v.optional(v.id("jobs")),
  attempt: v.number(),
  queuedAt: v.number(),
});

export const vScene = v.object({
  ...sceneFields,
  ...born,
  _id: v.id("scenes"),
  pending: v.optional(vPending),
});

export const vVersion = v.object({
  ...versionFields,
  _id: v.id("sceneVersions"),
  isLive: v.boolean(),
});

const sourceText = {
  mode: v.optional(vMode),
  code: v.optional(v.string()),
  document: v.optional(v.any()),
  params: v.optional(v.any()),
};

export const vVersionSource = v.object({
  ...sourceText,
  version: v.number(),
  draft: v.optional(v.any()),
  sourceKey: v.optional(v.string()),
  trim: v.optional(vTrim),
  plays: v.array(vPlay),
  attemptsLog: v.array(vAttemptEntry),
});

export const vDiffSide = v.object({
  ...versionFields,
  _id: v.id("sceneVersions"),
  isLive: v.boolean(),
  code: v.optional(v.string()),
  document: v.optional(v.any()),
});

export const vJob = v.object({ ...jobFields, _id: v.id("jobs") });
export const vOwnedJob = v.object({
  ...jobFields,
  _id: v.id("jobs"),
  ownerId: v.id("users"),
  leaseUntil: v.optional(v.number()),
});
export const vExport = v.object({ ...exportFields, _id: v.id("exports") });

export const vOperation = v.object({
  _id: v.id("operations"),
  seq: v.number(),
  kind: vOperationKind,
  label: v.string(),
  state: oneOf(["done", "undone", "dropped"] as const),
  sceneId: v.optional(v.id("scenes")),
  at: v.number(),
});

export const vUsageDay = v.object({
  ...usageFields,
  videoMs: v.number(),
  costUsd: v.number(),
  day: v.string(),
});
export const vLimits = v.object({
  concurrentJobs: v.number(),
  rendersPerDay: v.number(),
  videoMinutesPerDay: v.number(),
  tokensPerDay: v.number(),
  projects: v.number(),
  sessionsPerProject: v.number(),
  scenesPerSession: v.number(),
  promptChars: v.number(),
});

export const vTemplate = v.object({
  _id: v.id("templates"),
  title: v.string(),
  description: v.optional(v.string()),
  document: v.any(),
  posterUrl: v.optional(v.string()),
  createdAt: v.number(),
});

export const vShareLink = v.object({
  _id: v.id("shareLinks"),
  token: v.string(),
  createdAt: v.number(),
  expiresAt: v.optional(v.number()),
  revokedAt: v.optional(v.number()),
  views: v.number(),
});

export const vSharedSession = v.object({
  title: v.string(),
  targetFps: v.number(),
  width: v.number(),
  height: v.number(),
  durationInFrames: v.number(),
  posterUrl: v.optional(v.string()),
  scenes: v.array(
    v.object({
      index: v.number(),
      title: v.optional(v.string()),
      startFrame: v.number(),
      endFrame: v.number(),
      durationInFrames: v.number(),
      chunkUrl: v.string(),
      posterUrl: v.optional(v.string()),
      hasAudio: v.optional(v.boolean()),
    }),
  ),
});

export const vApiKey = v.object({
  _id: v.id("apiKeys"),
  name: v.string(),
  prefix: v.string(),
  scopes: v.array(vScope),
  ratePerMinute: v.number(),
  createdAt: v.number(),
  lastUsedAt: v.optional(v.number()),
  expiresAt: v.optional(v.number()),
  revokedAt: v.optional(v.number()),
});

export const vModelKey = v.object({
  model: v.string(),
  baseUrl: v.string(),
  hint: v.string(),
  createdAt: v.number(),
});

export const vEndpoint = v.object({
  ...endpointFields,
  _id: v.id("webhookEndpoints"),
  headerNames: v.array(v.string()),
});
export const vDelivery = v.object({ ...deliveryFields, _id: v.id("webhookDeliveries") });
export const vDeliveryAttempt = v.object(attemptFields);
export const vEvent = v.object({
  _id: v.id("webhookEvents"),
  webhookId: v.string(),
  type: vEventType,
  payload: v.string(),
  createdAt: v.number(),
});

export type User = Infer<typeof vUser>;
export type Project = Infer<typeof vProject>;
export type Session = Infer<typeof vSession>;
export type Scene = Infer<typeof vScene>;
export type Version = Infer<typeof vVersion>;
export type VersionSource = Infer<typeof vVersionSource>;
export type DiffSide = Infer<typeof vDiffSide>;
export type Job = Infer<typeof vJob>;
export type Export = Infer<typeof vExport>;
export type Operation = Infer<typeof vOperation>;
export type ModelKey = Infer<typeof vModelKey>;
export type Endpoint = Infer<typeof vEndpoint>;
export type Delivery = Infer<typeof vDelivery>;
export type Limits = Infer<typeof vLimits>;
