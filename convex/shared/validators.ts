/** Validators of the values that travel: states, progress, failures, settings. Types follow by `Infer`. */
import { v } from "convex/values";
import type { Infer, VLiteral, VUnion } from "convex/values";
import { exportStatuses, jobStatuses, sessionStatuses, versionStatuses } from "./states";
import { eventTypes } from "./events";

/** A union of string literals from a list of names. */
export function oneOf<const Names extends readonly string[]>(
  names: Names,
): VUnion<Names[number], VLiteral<Names[number]>[]> {
  return v.union(...names.map((name: Names[number]) => v.literal(name)));
}

export const vSessionStatus = oneOf(sessionStatuses);
export const vVersionStatus = oneOf(versionStatuses);
export const vJobStatus = oneOf(jobStatuses);
export const vExportStatus = oneOf(exportStatuses);
export const vEventType = oneOf(eventTypes);
export const vJobKind = oneOf(["generate", "edit", "render", "split", "export"] as const);
export const vVersionKind = oneOf(["write", "edit", "render", "split", "copy"] as const);
export const vMode = oneOf(["document", "code"] as const);
export const vRole = oneOf(["user", "admin"] as const);
export const vScope = oneOf(["read", "edit", "webhooks"] as const);
export const vExportFormat = oneOf(["mp4", "gif", "webm"] as const);
export const vExportQuality = oneOf(["480p", "720p", "1080p", "1440p", "2160p", "source"] as const);

/** How a GIF or a WebM looks; what is not said is chosen. Colors and dither are a GIF's. */
export const vPicture = v.object({
  width: v.optional(v.number()),
  colors: v.optional(v.number()),
  dither: v.optional(oneOf(["none", "pattern", "diffusion"] as const)),
});

export const vProgress = v.object({
  stage: v.string(),
  done: v.number(),
  total: v.union(v.number(), v.null()),
  previewUrl: v.optional(v.string()),
  posterUrl: v.optional(v.string()),
});

export const vFailure = v.object({
  code: v.string(),
  error: v.string(),
  details: v.record(v.string(), v.any()),
  retryable: v.boolean(),
  owner: oneOf(["caller", "scene_author", "upstream", "us"] as const),
});

/**
 * The part of a film that a version shows, the last frame exclusive, and how long the whole is: a part
 * that goes to the end goes to the end of what replaces it, too.
 */
export const vTrim = v.object({
  fromFrame: v.number(),
  toFrame: v.number(),
  ofFrames: v.optional(v.number()),
});

export const vPlay = v.object({
  firstFrame: v.number(),
  frames: v.number(),
  line: v.optional(v.union(v.number(), v.null())),
});

/** Tokens as totals; with them what they cost in US dollars, when the prices are known. */
export const vTokens = v.object({
  input: v.number(),
  output: v.number(),
  costUsd: v.optional(v.number()),
});

export const vAttemptEntry = v.object({
  at: v.number(),
  step: v.string(),
  outcome: v.string(),
  message: v.optional(v.string()),
  code: v.optional(v.string()),
});

export const vFence = v.object({ attempt: v.number(), rank: v.number(), seq: v.number() });

export const vSessionSettings = v.object({
  targetFps: v.optional(v.number()),
  width: v.optional(v.number()),
  height: v.optional(v.number()),
  theme: v.optional(v.string()),
  language: v.optional(v.string()),
  style: v.optional(v.string()),
});

export const vUserSettings = v.object({
  theme: v.optional(v.string()),
  locale: v.optional(v.string()),
  defaultFps: v.optional(v.number()),
  defaultWidth: v.optional(v.number()),
  defaultHeight: v.optional(v.number()),
  reduceMotion: v.optional(v.boolean()),
  notifyByEmail: v.optional(v.boolean()),
});

/** What a step of the undo log did; `model/operations.ts` inverts and applies it. */
export const vEffect = v.union(
  v.object({ type: v.literal("move"), sceneId: v.id("scenes"), from: v.number(), to: v.number() }),
  v.object({ type: v.literal("remove"), sceneId: v.id("scenes"), index: v.number() }),
  v.object({ type: v.literal("restore"), sceneId: v.id("scenes"), index: v.number() }),
  v.object({
    type: v.literal("retitle"),
    sceneId: v.id("scenes"),
    from: v.optional(v.string()),
    to: v.optional(v.string()),
  }),
  v.object({
    type: v.literal("setLive"),
    sceneId: v.id("scenes"),
    from: v.number(),
    to: v.number(),
  }),
);

export const vOperationKind = oneOf([
  "reorder",
  "insert",
  "remove",
  "restore",
  "retitle",
  "revert",
  "edit",
  "split",
] as const);

export type Progress = Infer<typeof vProgress>;
export type Failure = Infer<typeof vFailure>;
export type Trim = Infer<typeof vTrim>;
export type Effect = Infer<typeof vEffect>;
export type JobKind = Infer<typeof vJobKind>;
export type VersionKind = Infer<typeof vVersionKind>;
export type SessionSettings = Infer<typeof vSessionSettings>;
export type Scope = Infer<typeof vScope>;
