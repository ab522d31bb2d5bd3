/** Tables of people and what lets them in. Secrets are stored as hashes made by the caller. */
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { userFields } from "../shared/fields";
import { oneOf, vScope } from "../shared/validators";

export const peopleTables = {
  // Written by users.* and /server/identity.*. Deleted by account removal.
  users: defineTable({
    ...userFields,
    removing: v.optional(v.boolean()),
    removingSince: v.optional(v.number()),
    /** Nothing but the locked name is left; signing up again may take it over. */
    emptied: v.optional(v.boolean()),
  }).index("by_externalId", ["externalId"]),

  // How a person signs in. Written and deleted by /server/identity.*.
  credentials: defineTable({
    userId: v.id("users"),
    externalId: v.string(),
    email: v.optional(v.string()),
    passwordHash: v.optional(v.string()),
    emailVerified: v.boolean(),
    disabled: v.boolean(),
    /** Access tokens issued before this moment are refused by the backend. */
    tokensValidAfter: v.number(),
    createdAt: v.number(),
  })
    .index("by_externalId", ["externalId"])
    .index("by_email", ["email"]),

  // Sign-in through another provider. Written by identity.linkProvider, deleted with the account.
  providerLinks: defineTable({ externalId: v.string(), provider: v.string(), subject: v.string() })
    .index("by_provider_subject", ["provider", "subject"])
    .index("by_externalId", ["externalId"]),

  // Hashes of refresh tokens, in families. Written by /server/identity.*; deleted by the sweep after expiry.
  refreshTokens: defineTable({
    externalId: v.string(),
    family: v.string(),
    tokenHash: v.string(),
    userAgent: v.optional(v.string()),
    address: v.optional(v.string()),
    createdAt: v.number(),
    expiresAt: v.number(),
    usedAt: v.optional(v.number()),
    revokedAt: v.optional(v.number()),
  })
    .index("by_tokenHash", ["tokenHash"])
    .index("by_family", ["family"])
    .index("by_externalId", ["externalId"])
    .index("by_expires", ["expiresAt"]),

  // Hashes of one-time tokens. Written by /server/identity.*; deleted by the sweep after expiry.
  resetTokens: defineTable({
    externalId: v.string(),
    tokenHash: v.string(),
    purpose: oneOf(["password", "verify_email", "change_email"] as const),
    email: v.optional(v.string()),
    expiresAt: v.number(),
    usedAt: v.optional(v.number()),
  })
    .index("by_tokenHash", ["tokenHash"])
    .index("by_externalId", ["externalId"])
    .index("by_expires", ["expiresAt"]),

  // Keys of programs; the key itself is never stored. Written by apiKeys.*, deleted with the account.
  apiKeys: defineTable({
    ownerId: v.id("users"),
    name: v.string(),
    prefix: v.string(),
    keyHash: v.string(),
    scopes: v.array(vScope),
    ratePerMinute: v.number(),
    createdAt: v.number(),
    lastUsedAt: v.optional(v.number()),
    expiresAt: v.optional(v.number()),
    revokedAt: v.optional(v.number()),
  })
    .index("by_owner", ["ownerId"])
    .index("by_keyHash", ["keyHash"]),

  // A person's own key for a model, sealed. Written by modelKeys.*, deleted with the account.
  modelKeys: defineTable({
    ownerId: v.id("users"),
    model: v.string(),
    baseUrl: v.string(),
    sealed: v.string(),
    /** Its last letters, so that a person knows which it is. */
    hint: v.string(),
    createdAt: v.number(),
  }).index("by_owner", ["ownerId"]),

  // A capability to watch one session. Written by shareLinks.*, deleted by the sweep 30 days after expiry.
  shareLinks: defineTable({
    ownerId: v.id("users"),
    sessionId: v.id("videoSessions"),
    token: v.string(),
    createdAt: v.number(),
    expiresAt: v.optional(v.number()),
    revokedAt: v.optional(v.number()),
    views: v.number(),
  })
    .index("by_token", ["token"])
    .index("by_session", ["sessionId"])
    .index("by_owner", ["ownerId"])
    .index("by_expires", ["expiresAt"]),
};
