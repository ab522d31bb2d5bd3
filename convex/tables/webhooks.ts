/** Tables of webhooks, outbound and inbound. Events and deliveries are written in the mutation that changes the state. */
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { attemptFields, deliveryFields, endpointFields } from "../shared/fields";
import { hookFields } from "../shared/hooks";
import { vEventType } from "../shared/validators";

export const webhookTables = {
  // Written by webhooks.* and by recorded attempts (failures, disabling). Deleted by webhooks.removeEndpoint.
  webhookEndpoints: defineTable({
    ...endpointFields,
    ownerId: v.id("users"),
    headers: v.record(v.string(), v.string()),
    /** Newest first; AES-GCM, see lib/seal.ts. The older one is sent along until it expires. */
    secrets: v.array(v.object({ sealed: v.string(), expiresAt: v.optional(v.number()) })),
    /** When the next delivery is due; absent when none is waiting or the endpoint is not active. */
    dueAt: v.optional(v.number()),
  })
    .index("by_owner", ["ownerId"])
    .index("by_due", ["dueAt"]),

  // Written with the state change. Deleted by the sweep after 30 days.
  webhookEvents: defineTable({
    ownerId: v.id("users"),
    type: vEventType,
    /** The exact text that is signed and sent. */
    body: v.string(),
    sceneId: v.optional(v.id("scenes")),
    sessionId: v.optional(v.id("videoSessions")),
    createdAt: v.number(),
  })
    .index("by_owner", ["ownerId"])
    .index("by_owner_type", ["ownerId", "type"])
    .index("by_created", ["createdAt"]),

  // One event for one endpoint. Written with the event; moved by /server/webhooks.*. Deleted with the event.
  webhookDeliveries: defineTable({
    ...deliveryFields,
    ownerId: v.id("users"),
    claim: v.optional(v.string()),
    firstAttemptAt: v.optional(v.number()),
  })
    .index("by_endpoint", ["endpointId"])
    .index("by_endpoint_status", ["endpointId", "status"])
    .index("by_endpoint_finished_due", ["endpointId", "finishedAt", "nextAttemptAt"])
    .index("by_endpoint_scene_finished", ["endpointId", "sceneId", "finishedAt"])
    .index("by_event", ["eventId"])
    .index("by_created", ["createdAt"]),

  // One try of a delivery. Written by webhooks.recordAttempt, deleted with the delivery.
  webhookAttempts: defineTable({ ...attemptFields, deliveryId: v.id("webhookDeliveries") }).index(
    "by_delivery",
    ["deliveryId"],
  ),

  // What another tool may start by one secret address. Written by inboundHooks.*; deleted with the account.
  inboundHooks: defineTable({
    ...hookFields,
    ownerId: v.id("users"),
    tokenHash: v.string(),
    /** The secret that callers sign with, when they must; AES-GCM, see lib/secrets.ts. */
    sealed: v.optional(v.string()),
  })
    .index("by_owner", ["ownerId"])
    .index("by_tokenHash", ["tokenHash"]),
};
