/** The inside of the server door: what the backend may ask that no browser may. */
import { v } from "convex/values";
import { internalQuery } from "./_generated/server";
import { signedMutation } from "./lib/builders";
import { resolveKey as resolve } from "./model/apiKeys";
import * as due from "./model/deliveries";
import * as identity from "./model/identity";
import { resolveHook } from "./model/inboundHooks";
import * as lookups from "./model/lookups";
import { sealedFor } from "./model/modelKeys";
import { claimPlaces, placeEmptied, referenced, walkOn } from "./model/objects";
import { sweepJobs } from "./model/sweep";
import * as tokens from "./model/tokens";
import { resolveHookBody, vSealedHook } from "./shared/hooks";
import * as objects from "./shared/objects";
import * as shapes from "./shared/server";

const { identityBodies: bodies, identityAnswers: answers } = shapes;

export const identityGet = internalQuery({
  args: { body: v.object(bodies.get) },
  returns: answers.found,
  handler: async (ctx, { body }) => identity.get(ctx, body),
});

export const identityFindByEmail = internalQuery({
  args: { body: v.object(bodies.findByEmail) },
  returns: answers.found,
  handler: async (ctx, { body }) => identity.findByEmail(ctx, body),
});

export const identityFindByProvider = internalQuery({
  args: { body: v.object(bodies.findByProvider) },
  returns: answers.found,
  handler: async (ctx, { body }) => identity.findByProvider(ctx, body),
});

export const identityCreate = signedMutation({
  args: bodies.create,
  returns: answers.create,
  handler: identity.create,
});

export const identityUpdate = signedMutation({
  args: bodies.update,
  returns: answers.update,
  handler: identity.update,
});

export const identityLinkProvider = signedMutation({
  args: bodies.linkProvider,
  returns: answers.linkProvider,
  handler: identity.linkProvider,
});

export const identityRemove = signedMutation({
  args: bodies.remove,
  returns: answers.remove,
  handler: identity.remove,
});

export const identitySaveRefresh = signedMutation({
  args: bodies.saveRefresh,
  returns: answers.saved,
  handler: tokens.saveRefresh,
});

export const identityRotateRefresh = signedMutation({
  args: bodies.rotateRefresh,
  returns: answers.rotateRefresh,
  handler: tokens.rotateRefresh,
});

export const identityRevokeRefresh = signedMutation({
  args: bodies.revokeRefresh,
  returns: answers.revokeRefresh,
  handler: tokens.revokeRefresh,
});

export const identityListRefresh = internalQuery({
  args: { body: v.object(bodies.listRefresh) },
  returns: answers.listRefresh,
  handler: async (ctx, { body }) => tokens.listRefresh(ctx, body),
});

export const identitySaveReset = signedMutation({
  args: bodies.saveReset,
  returns: answers.saved,
  handler: tokens.saveReset,
});

export const identityUseReset = signedMutation({
  args: bodies.useReset,
  returns: answers.useReset,
  handler: tokens.useReset,
});

export const apiKeysResolve = signedMutation({
  args: shapes.resolveKeyBody,
  returns: shapes.vResolveKeyAnswer,
  handler: resolve,
});

export const hooksResolve = signedMutation({
  args: resolveHookBody,
  returns: vSealedHook,
  handler: resolveHook,
  // As with claims: what was captured opens nothing, and no secret enters the replay store.
  whenReplayed: { hook: null },
});

export const webhooksClaimDue = signedMutation({
  args: shapes.claimDueBody,
  returns: shapes.vSealedClaim,
  handler: due.claimDue,
  // The claim of a captured request is not handed out twice, and no secret enters the replay store.
  whenReplayed: { deliveries: [], nextDueAt: null },
});

export const webhooksRecordAttempt = signedMutation({
  args: shapes.recordAttemptBody,
  returns: shapes.vRecordAttemptAnswer,
  handler: due.recordAttempt,
});

export const webhooksRenewClaim = signedMutation({
  args: shapes.renewClaimBody,
  returns: shapes.vRenewClaimAnswer,
  handler: due.renewClaim,
});

export const sourcesGet = internalQuery({
  args: { body: v.object(shapes.sourceBody) },
  returns: shapes.vSourceAnswer,
  handler: async (ctx, { body }) => lookups.source(ctx, body),
});

export const jobsGet = internalQuery({
  args: { body: v.object(shapes.jobBody) },
  returns: shapes.vJobAnswer,
  handler: async (ctx, { body }) => lookups.job(ctx, body),
});

export const modelKeysOpen = internalQuery({
  args: { body: v.object(shapes.modelKeyBody) },
  returns: shapes.vSealedModelKey,
  handler: async (ctx, { body }) => sealedFor(ctx, body),
});

export const jobsSweep = signedMutation({
  args: shapes.sweepBody,
  returns: shapes.vSweepAnswer,
  handler: async (ctx) => sweepJobs(ctx, Date.now()),
});

export const storageReferenced = internalQuery({
  args: { body: v.object(objects.referencedBody) },
  returns: objects.vReferencedAnswer,
  handler: async (ctx, { body }) => referenced(ctx, body.keys),
});

export const storageClaimPlaces = signedMutation({
  args: objects.claimPlacesBody,
  returns: objects.vClaimedPlacesAnswer,
  handler: async (ctx, { limit }) => claimPlaces(ctx, { limit, now: Date.now() }),
});

export const storagePlaceEmptied = signedMutation({
  args: objects.emptiedBody,
  returns: objects.vEmptiedAnswer,
  handler: async (ctx, { placeId, claim }) => {
    const id = ctx.db.normalizeId("leftPlaces", placeId);
    return id === null
      ? { again: false }
      : await placeEmptied(ctx, { placeId: id, claim, now: Date.now() });
  },
});

export const storageWalk = signedMutation({
  args: objects.walkBody,
  returns: objects.vWalkAnswer,
  handler: async (ctx, { done }) => walkOn(ctx, { done, now: Date.now() }),
});
