/** Tables of the object store's upkeep: what may be deleted there, and how far the walk through it came. */
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { oneOf } from "../shared/validators";

export const storeTables = {
  // A prefix whose rows are gone. Written with their deletion, deleted by /server/storage.placeEmptied.
  leftPlaces: defineTable({
    prefix: v.string(),
    /** When a worker shall look, or look again should the one that took it vanish. */
    dueAt: v.number(),
    lastLook: v.boolean(),
  })
    .index("by_prefix", ["prefix"])
    .index("by_due", ["dueAt"]),

  // One row: where the walk through the whole store goes on. Written by /server/storage.walk, never deleted.
  storeWalks: defineTable({
    shelf: oneOf(["chunks", "sources"] as const),
    after: v.optional(v.string()),
    dueAt: v.number(),
  }).index("by_due", ["dueAt"]),
};
