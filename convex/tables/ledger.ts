/** Tables of the ledger: jobs, usage, answers given once. */
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { jobFields, usageFields } from "../shared/fields";
import { vFence } from "../shared/validators";

export const ledgerTables = {
  // Written by triggers, callbacks, dispatch and the sweep. Deleted by the sweep 30 days after the end.
  jobs: defineTable({
    ...jobFields,
    ownerId: v.id("users"),
    /** When the sweep must look: the next dispatch, the next reminder, or the end of the lease. */
    dueAt: v.optional(v.number()),
    /** Posts of the current attempt that failed. */
    dispatchTries: v.number(),
    /** Who runs the current attempt. */
    claimId: v.optional(v.string()),
    /** Since when; bounds how long one attempt may run. */
    claimedAt: v.optional(v.number()),
    releases: v.number(),
    fence: vFence,
    sceneCount: v.optional(v.number()),
    prompt: v.optional(v.string()),
    /** Scenes that a plan made, so that a repeated plan gets the same answer. */
    plannedScenes: v.optional(v.array(v.id("scenes"))),
  })
    .index("by_status_due", ["status", "dueAt"])
    .index("by_owner_finished", ["ownerId", "finishedAt"])
    .index("by_session_finished", ["sessionId", "finishedAt"])
    .index("by_session", ["sessionId"])
    .index("by_status", ["status"])
    .index("by_finished", ["finishedAt"]),

  // Written in the mutation that uses something up. Deleted with the account.
  usage: defineTable({ ...usageFields, ownerId: v.id("users"), day: v.string() }).index(
    "by_owner_day",
    ["ownerId", "day"],
  ),

  // The first answer to a clientRequestId. Written by mutations, deleted by the sweep after 7 days.
  clientRequests: defineTable({
    ownerId: v.id("users"),
    name: v.string(),
    key: v.string(),
    answer: v.string(),
  }).index("by_owner_name_key", ["ownerId", "name", "key"]),

  // The first answer to a signed call. Written with its effect, deleted by the sweep after 15 minutes.
  callbackSeen: defineTable({
    signature: v.string(),
    answer: v.string(),
    expiresAt: v.number(),
  })
    .index("by_signature", ["signature"])
    .index("by_expires", ["expiresAt"]),
};
