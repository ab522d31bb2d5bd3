/** The bodies and answers of the server door (`POST /server/*`), as validators. */
import type { Infer } from "convex/values";
import { v } from "convex/values";
import { oneOf, vRole, vScope } from "./validators";
import { vOwnedJob, vVersionSource } from "./views";

const envelope = { route: v.string(), correlationId: v.string() };
const vPurpose = oneOf(["password", "verify_email", "change_email"] as const);

export const vAccount = v.object({
  externalId: v.string(),
  userId: v.id("users"),
  email: v.optional(v.string()),
  name: v.optional(v.string()),
  role: vRole,
  passwordHash: v.union(v.string(), v.null()),
  emailVerified: v.boolean(),
  providers: v.array(v.object({ provider: v.string(), subject: v.string() })),
  disabled: v.boolean(),
  tokensValidAfter: v.number(),
  createdAt: v.number(),
});
const vMaybeAccount = v.union(vAccount, v.null());

export const pingBody = { ...envelope };
export const vPingAnswer = v.object({ ok: v.literal(true), now: v.number() });

export const identityBodies = {
  create: {
    ...envelope,
    externalId: v.string(),
    email: v.optional(v.string()),
    name: v.optional(v.string()),
    passwordHash: v.optional(v.string()),
    emailVerified: v.optional(v.boolean()),
    provider: v.optional(v.string()),
    subject: v.optional(v.string()),
    role: v.optional(vRole),
  },
  findByEmail: { ...envelope, email: v.string() },
  findByProvider: { ...envelope, provider: v.string(), subject: v.string() },
  get: { ...envelope, externalId: v.string() },
  update: {
    ...envelope,
    externalId: v.string(),
    set: v.object({
      email: v.optional(v.string()),
      name: v.optional(v.string()),
      passwordHash: v.optional(v.string()),
      emailVerified: v.optional(v.boolean()),
      role: v.optional(vRole),
      disabled: v.optional(v.boolean()),
      tokensValidAfter: v.optional(v.number()),
    }),
  },
  linkProvider: { ...envelope, externalId: v.string(), provider: v.string(), subject: v.string() },
  remove: { ...envelope, externalId: v.string() },
  saveRefresh: {
    ...envelope,
    externalId: v.string(),
    family: v.string(),
    tokenHash: v.string(),
    expiresAt: v.number(),
    userAgent: v.optional(v.string()),
    address: v.optional(v.string()),
  },
  rotateRefresh: {
    ...envelope,
    tokenHash: v.string(),
    newTokenHash: v.string(),
    expiresAt: v.number(),
    graceMs: v.optional(v.number()),
  },
  revokeRefresh: {
    ...envelope,
    tokenHash: v.optional(v.string()),
    family: v.optional(v.string()),
    externalId: v.optional(v.string()),
  },
  listRefresh: { ...envelope, externalId: v.string() },
  saveReset: {
    ...envelope,
    externalId: v.string(),
    tokenHash: v.string(),
    purpose: vPurpose,
    expiresAt: v.number(),
    email: v.optional(v.string()),
  },
  useReset: {
    ...envelope,
    tokenHash: v.string(),
    purpose: vPurpose,
    passwordHash: v.optional(v.string()),
  },
};

export const identityAnswers = {
  create: v.object({ outcome: oneOf(["created", "exists"] as const), account: vAccount }),
  found: v.object({ account: vMaybeAccount }),
  update: v.object({
    outcome: oneOf(["updated", "not_found", "email_taken"] as const),
    account: vMaybeAccount,
  }),
  linkProvider: v.object({ outcome: oneOf(["linked", "taken", "not_found"] as const) }),
  remove: v.object({ outcome: oneOf(["removing", "not_found"] as const) }),
  saved: v.object({ outcome: oneOf(["saved", "not_found"] as const) }),
  rotateRefresh: v.union(
    v.object({
      outcome: oneOf(["rotated", "repeated"] as const),
      account: vAccount,
      family: v.string(),
    }),
    v.object({ outcome: oneOf(["reused", "expired", "revoked", "unknown"] as const) }),
  ),
  revokeRefresh: v.object({ revoked: v.number() }),
  listRefresh: v.object({
    sessions: v.array(
      v.object({
        family: v.string(),
        createdAt: v.number(),
        lastUsedAt: v.number(),
        expiresAt: v.number(),
        userAgent: v.optional(v.string()),
        address: v.optional(v.string()),
      }),
    ),
  }),
  useReset: v.union(
    v.object({ outcome: v.literal("used"), account: vAccount, email: v.optional(v.string()) }),
    v.object({ outcome: v.literal("invalid") }),
  ),
};

export const resolveKeyBody = { ...envelope, keyHash: v.string() };
export const vResolveKeyAnswer = v.object({
  key: v.union(
    v.object({
      apiKeyId: v.id("apiKeys"),
      externalId: v.string(),
      userId: v.id("users"),
      scopes: v.array(vScope),
      ratePerMinute: v.number(),
      role: vRole,
    }),
    v.null(),
  ),
});

export const claimDueBody = { ...envelope, limit: v.number(), leaseMs: v.number() };
const due = {
  deliveryId: v.id("webhookDeliveries"),
  endpointId: v.id("webhookEndpoints"),
  claim: v.string(),
  webhookId: v.string(),
  eventType: v.string(),
  attempt: v.number(),
  url: v.string(),
  headers: v.record(v.string(), v.string()),
  body: v.string(),
  ordered: v.boolean(),
  ratePerSecond: v.number(),
  firstAttemptAt: v.number(),
  createdAt: v.number(),
};
/** Inside Convex the secrets are still sealed; the HTTP action opens them for the answer. */
export const vSealedClaim = v.object({
  deliveries: v.array(v.object({ ...due, sealed: v.array(v.string()) })),
  nextDueAt: v.union(v.number(), v.null()),
});
export const recordAttemptBody = {
  ...envelope,
  deliveryId: v.string(),
  claim: v.string(),
  status: v.optional(v.number()),
  error: v.optional(v.string()),
  latencyMs: v.number(),
  responseExcerpt: v.optional(v.string()),
  location: v.optional(v.string()),
  outcome: oneOf(["succeeded", "retry", "failed", "gone"] as const),
  nextAttemptAt: v.optional(v.number()),
};
export const vRecordAttemptAnswer = v.object({
  recorded: v.boolean(),
  endpointDisabled: v.boolean(),
  notice: v.union(
    v.object({
      email: v.string(),
      url: v.string(),
      reason: oneOf(["gone", "failing"] as const),
      description: v.optional(v.string()),
    }),
    v.null(),
  ),
});
export const renewClaimBody = {
  ...envelope,
  deliveryId: v.string(),
  claim: v.string(),
  leaseMs: v.number(),
};
export const vRenewClaimAnswer = v.object({ renewed: v.boolean() });

export const sourceBody = { ...envelope, sceneId: v.string(), version: v.optional(v.number()) };
export const vSourceAnswer = v.object({
  source: v.union(
    v.object({ ...vVersionSource.fields, sceneId: v.id("scenes"), ownerId: v.id("users") }),
    v.null(),
  ),
});
export const jobBody = { ...envelope, jobId: v.string() };
export const vJobAnswer = v.object({ job: v.union(vOwnedJob, v.null()) });
export const modelKeyBody = { ...envelope, jobId: v.string() };
/** Inside Convex the key is still sealed; the HTTP action opens it for the answer. */
export const vSealedModelKey = v.object({
  key: v.union(v.object({ model: v.string(), baseUrl: v.string(), sealed: v.string() }), v.null()),
});
export const sweepBody = { ...envelope };
export const vSweepAnswer = v.object({
  redispatched: v.number(),
  reaped: v.number(),
  failed: v.number(),
});

export type Account = Infer<typeof vAccount>;
export type SealedModelKey = Infer<typeof vSealedModelKey>;
export type SealedClaim = Infer<typeof vSealedClaim>;
