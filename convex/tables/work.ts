/** Tables of what people make: projects, sessions, scenes, versions, drafts, exports, the undo log. */
import { defineTable } from "convex/server";
import { v } from "convex/values";
import {
  exportFields,
  projectFields,
  sceneFields,
  sessionFields,
  versionFields,
} from "../shared/fields";
import {
  vAttemptEntry,
  vEffect,
  vFence,
  vMode,
  vOperationKind,
  vPlay,
  oneOf,
} from "../shared/validators";

export const workTables = {
  // Written by projects.* and by callbacks (poster). Deleted by the sweep 30 days after removal.
  projects: defineTable({ ...projectFields, searchText: v.string() })
    .index("by_owner_removed_updated", ["ownerId", "removedAt", "updatedAt"])
    .index("by_owner_removed", ["ownerId", "removedAt"])
    .index("by_removed", ["removedAt"]),

  // Written by videoSessions.*, triggers and callbacks. Deleted with its project or 30 days after removal.
  videoSessions: defineTable({
    ...sessionFields,
    /** The next scene's birth index, which names its objects for ever. */
    nextBirthIndex: v.number(),
    operationSeq: v.number(),
  })
    .index("by_project_removed_updated", ["projectId", "removedAt", "updatedAt"])
    .index("by_owner_removed_updated", ["ownerId", "removedAt", "updatedAt"])
    .index("by_removed", ["removedAt"]),

  // Written by scenes.*, triggers and callbacks, always through model/timeline.ts. Deleted with its session.
  scenes: defineTable({ ...sceneFields, ownerId: v.id("users") })
    .index("by_session_removed_index", ["sessionId", "removedAt", "index"])
    .index("by_session", ["sessionId"]),

  // One try to make a scene good. Written by triggers and callbacks; never deleted while its session lives.
  sceneVersions: defineTable({
    ...versionFields,
    ownerId: v.id("users"),
    projectId: v.id("projects"),
    fence: vFence,
    /** Fixed when a split is asked for, so that the second half's objects have an address. */
    splitBirthIndex: v.optional(v.number()),
  })
    .index("by_scene_version", ["sceneId", "version"])
    .index("by_session", ["sessionId"])
    .index("by_chunkKey", ["chunkKey"])
    .index("by_sourceKey", ["sourceKey"])
    .index("by_posterKey", ["posterKey"]),

  // The heavy half of a version, so that lists never read it. Written and deleted with its version.
  sceneSources: defineTable({
    sceneId: v.id("scenes"),
    sessionId: v.id("videoSessions"),
    version: v.number(),
    mode: v.optional(vMode),
    code: v.optional(v.string()),
    document: v.optional(v.any()),
    params: v.optional(v.any()),
    draft: v.optional(v.any()),
    operations: v.optional(v.array(v.any())),
    splitAtFrame: v.optional(v.number()),
    plays: v.array(vPlay),
    attemptsLog: v.array(vAttemptEntry),
  })
    .index("by_scene_version", ["sceneId", "version"])
    .index("by_session", ["sessionId"]),

  // The undo log. Written by public functions and by callbacks that move a live pointer. Deleted with its session.
  operations: defineTable({
    ownerId: v.id("users"),
    sessionId: v.id("videoSessions"),
    sceneId: v.optional(v.id("scenes")),
    seq: v.number(),
    kind: vOperationKind,
    label: v.string(),
    state: oneOf(["done", "undone", "dropped"] as const),
    effects: v.array(vEffect),
    at: v.number(),
  })
    .index("by_session", ["sessionId"])
    .index("by_session_owner_seq", ["sessionId", "ownerId", "seq"])
    .index("by_session_owner_state_seq", ["sessionId", "ownerId", "state", "seq"]),

  // One exported file. Written by jobs.triggerExport and callbacks. Deleted by exports.remove or with its session.
  exports: defineTable({
    ...exportFields,
    ownerId: v.id("users"),
    projectId: v.id("projects"),
    fence: vFence,
  }).index("by_session", ["sessionId"]),

  // A draft of a scene's document. Written by documents.save, deleted by documents.discard or with the scene.
  documents: defineTable({
    ownerId: v.id("users"),
    sceneId: v.id("scenes"),
    sessionId: v.id("videoSessions"),
    document: v.any(),
    baseVersion: v.optional(v.number()),
    updatedAt: v.number(),
  })
    .index("by_scene_owner", ["sceneId", "ownerId"])
    .index("by_session", ["sessionId"]),

  // A person's own templates. Written by templates.saveFromScene, deleted by templates.remove.
  templates: defineTable({
    ownerId: v.id("users"),
    title: v.string(),
    description: v.optional(v.string()),
    document: v.any(),
    posterUrl: v.optional(v.string()),
    posterKey: v.optional(v.string()),
    createdAt: v.number(),
  })
    .index("by_owner", ["ownerId"])
    .index("by_posterKey", ["posterKey"]),
};
