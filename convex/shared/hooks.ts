/** Inbound hooks: what a call to one secret address starts, and for whom. */
import type { Infer } from "convex/values";
import { v } from "convex/values";
import { oneOf } from "./validators";

/**
 * `prompt` is a template over the caller's JSON: `{{issue.title}}` is replaced by what stands there. The backend
 * fills it in; nothing here reads it.
 */
export const hookFields = {
  name: v.string(),
  /** The first letters of the token, to tell hooks apart. */
  prefix: v.string(),
  action: oneOf(["generate", "edit"] as const),
  prompt: v.string(),
  projectId: v.optional(v.id("projects")),
  sceneCount: v.optional(v.number()),
  sceneId: v.optional(v.id("scenes")),
  ratePerMinute: v.number(),
  createdAt: v.number(),
  lastUsedAt: v.optional(v.number()),
  revokedAt: v.optional(v.number()),
};

export const vHook = v.object({
  ...hookFields,
  _id: v.id("inboundHooks"),
  isSigned: v.boolean(),
});

export const resolveHookBody = {
  route: v.string(),
  correlationId: v.string(),
  tokenHash: v.string(),
};

const resolved = {
  hookId: v.id("inboundHooks"),
  externalId: v.string(),
  action: hookFields.action,
  prompt: hookFields.prompt,
  projectId: hookFields.projectId,
  sceneCount: hookFields.sceneCount,
  sceneId: hookFields.sceneId,
  ratePerMinute: hookFields.ratePerMinute,
};
/** Inside Convex the secret is still sealed; the HTTP action opens it for the answer. */
export const vSealedHook = v.object({
  hook: v.union(v.object({ ...resolved, sealed: v.union(v.string(), v.null()) }), v.null()),
});

export type Hook = Infer<typeof vHook>;
export type SealedHook = Infer<typeof vSealedHook>;
