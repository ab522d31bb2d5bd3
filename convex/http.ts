/** The signed doors. This file lists routes and nothing else. */
import { httpRouter } from "convex/server";
import { internal } from "./_generated/api";
import { openHook, openModelKey, openSecrets } from "./lib/openSecrets";
import { reading, signedRoute } from "./lib/signed";
import { resolveHookBody } from "./shared/hooks";
import * as messages from "./shared/messages";
import * as objects from "./shared/objects";
import * as server from "./shared/server";

const http = httpRouter();
const { identityBodies } = server;

const signed = (path: string, handler: ReturnType<typeof signedRoute>): void =>
  http.route({ path, method: "POST", handler });

signed(
  "/callbacks/claim",
  signedRoute(messages.claimBody, (ctx, call) => ctx.runMutation(internal.callbacks.claim, call)),
);
signed(
  "/callbacks/heartbeat",
  signedRoute(messages.heartbeatBody, (ctx, call) =>
    ctx.runMutation(internal.callbacks.heartbeat, call),
  ),
);
signed(
  "/callbacks/release",
  signedRoute(messages.releaseBody, (ctx, call) =>
    ctx.runMutation(internal.callbacks.release, call),
  ),
);
signed(
  "/callbacks/session-updated",
  signedRoute(messages.sessionUpdatedBody, (ctx, call) =>
    ctx.runMutation(internal.callbacks.sessionUpdated, call),
  ),
);
signed(
  "/callbacks/scene-updated",
  signedRoute(messages.sceneUpdatedBody, (ctx, call) =>
    ctx.runMutation(internal.callbacks.sceneUpdated, call),
  ),
);
signed(
  "/callbacks/export-updated",
  signedRoute(messages.exportUpdatedBody, (ctx, call) =>
    ctx.runMutation(internal.callbacks.exportUpdated, call),
  ),
);

signed(
  "/server/ping",
  signedRoute(server.pingBody, () => reading(Promise.resolve({ ok: true, now: Date.now() }))),
);
signed(
  "/server/identity.create",
  signedRoute(identityBodies.create, (ctx, call) =>
    ctx.runMutation(internal.serverDoor.identityCreate, call),
  ),
);
signed(
  "/server/identity.findByEmail",
  signedRoute(identityBodies.findByEmail, (ctx, call) =>
    reading(ctx.runQuery(internal.serverDoor.identityFindByEmail, { body: call.body })),
  ),
);
signed(
  "/server/identity.findByProvider",
  signedRoute(identityBodies.findByProvider, (ctx, call) =>
    reading(ctx.runQuery(internal.serverDoor.identityFindByProvider, { body: call.body })),
  ),
);
signed(
  "/server/identity.get",
  signedRoute(identityBodies.get, (ctx, call) =>
    reading(ctx.runQuery(internal.serverDoor.identityGet, { body: call.body })),
  ),
);
signed(
  "/server/identity.update",
  signedRoute(identityBodies.update, (ctx, call) =>
    ctx.runMutation(internal.serverDoor.identityUpdate, call),
  ),
);
signed(
  "/server/identity.linkProvider",
  signedRoute(identityBodies.linkProvider, (ctx, call) =>
    ctx.runMutation(internal.serverDoor.identityLinkProvider, call),
  ),
);
signed(
  "/server/identity.remove",
  signedRoute(identityBodies.remove, (ctx, call) =>
    ctx.runMutation(internal.serverDoor.identityRemove, call),
  ),
);
signed(
  "/server/identity.saveRefresh",
  signedRoute(identityBodies.saveRefresh, (ctx, call) =>
    ctx.runMutation(internal.serverDoor.identitySaveRefresh, call),
  ),
);
signed(
  "/server/identity.rotateRefresh",
  signedRoute(identityBodies.rotateRefresh, (ctx, call) =>
    ctx.runMutation(internal.serverDoor.identityRotateRefresh, call),
  ),
);
signed(
  "/server/identity.revokeRefresh",
  signedRoute(identityBodies.revokeRefresh, (ctx, call) =>
    ctx.runMutation(internal.serverDoor.identityRevokeRefresh, call),
  ),
);
signed(
  "/server/identity.listRefresh",
  signedRoute(identityBodies.listRefresh, (ctx, call) =>
    reading(ctx.runQuery(internal.serverDoor.identityListRefresh, { body: call.body })),
  ),
);
signed(
  "/server/identity.saveReset",
  signedRoute(identityBodies.saveReset, (ctx, call) =>
    ctx.runMutation(internal.serverDoor.identitySaveReset, call),
  ),
);
signed(
  "/server/identity.useReset",
  signedRoute(identityBodies.useReset, (ctx, call) =>
    ctx.runMutation(internal.serverDoor.identityUseReset, call),
  ),
);
signed(
  "/server/apiKeys.resolve",
  signedRoute(server.resolveKeyBody, (ctx, call) =>
    ctx.runMutation(internal.serverDoor.apiKeysResolve, call),
  ),
);
signed(
  "/server/hooks.resolve",
  signedRoute(resolveHookBody, (ctx, call) =>
    openHook(ctx.runMutation(internal.serverDoor.hooksResolve, call)),
  ),
);
signed(
  "/server/webhooks.claimDue",
  signedRoute(server.claimDueBody, (ctx, call) =>
    openSecrets(ctx.runMutation(internal.serverDoor.webhooksClaimDue, call)),
  ),
);
signed(
  "/server/webhooks.recordAttempt",
  signedRoute(server.recordAttemptBody, (ctx, call) =>
    ctx.runMutation(internal.serverDoor.webhooksRecordAttempt, call),
  ),
);
signed(
  "/server/webhooks.renewClaim",
  signedRoute(server.renewClaimBody, (ctx, call) =>
    ctx.runMutation(internal.serverDoor.webhooksRenewClaim, call),
  ),
);
signed(
  "/server/sources.get",
  signedRoute(server.sourceBody, (ctx, call) =>
    reading(ctx.runQuery(internal.serverDoor.sourcesGet, { body: call.body })),
  ),
);
signed(
  "/server/jobs.get",
  signedRoute(server.jobBody, (ctx, call) =>
    reading(ctx.runQuery(internal.serverDoor.jobsGet, { body: call.body })),
  ),
);
signed(
  "/server/modelKeys.open",
  signedRoute(server.modelKeyBody, (ctx, call) =>
    openModelKey(ctx.runQuery(internal.serverDoor.modelKeysOpen, { body: call.body })),
  ),
);
signed(
  "/server/jobs.sweep",
  signedRoute(server.sweepBody, (ctx, call) =>
    ctx.runMutation(internal.serverDoor.jobsSweep, call),
  ),
);
signed(
  "/server/storage.referenced",
  signedRoute(objects.referencedBody, (ctx, call) =>
    reading(ctx.runQuery(internal.serverDoor.storageReferenced, { body: call.body })),
  ),
);

signed(
  "/server/storage.claimPlaces",
  signedRoute(objects.claimPlacesBody, (ctx, call) =>
    ctx.runMutation(internal.serverDoor.storageClaimPlaces, call),
  ),
);
signed(
  "/server/storage.placeEmptied",
  signedRoute(objects.emptiedBody, (ctx, call) =>
    ctx.runMutation(internal.serverDoor.storagePlaceEmptied, call),
  ),
);
signed(
  "/server/storage.walk",
  signedRoute(objects.walkBody, (ctx, call) =>
    ctx.runMutation(internal.serverDoor.storageWalk, call),
  ),
);

export default http;
