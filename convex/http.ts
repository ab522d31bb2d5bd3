/** The signed doors. This file lists routes and nothing else. */
import { httpRouter } from "convex/server";
import { internal } from "./_generated/api";
import { signedRoute } from "./lib/signed";
import * as messages from "./shared/messages";

const http = httpRouter();

http.route({
  path: "/callbacks/claim",
  method: "POST",
  handler: signedRoute(messages.claimBody, (ctx, call) => ctx.runMutation(internal.callbacks.claim, call)),
});
http.route({
  path: "/callbacks/heartbeat",
  method: "POST",
  handler: signedRoute(messages.heartbeatBody, (ctx, call) => ctx.runMutation(internal.callbacks.heartbeat, call)),
});
http.route({
  path: "/callbacks/release",
  method: "POST",
  handler: signedRoute(messages.releaseBody, (ctx, call) => ctx.runMutation(internal.callbacks.release, call)),
});
http.route({
  path: "/callbacks/session-updated",
  method: "POST",
  handler: signedRoute(messages.sessionUpdatedBody, (ctx, call) => ctx.runMutation(internal.callbacks.sessionUpdated, call)),
});
http.route({
  path: "/callbacks/scene-updated",
  method: "POST",
  handler: signedRoute(messages.sceneUpdatedBody, (ctx, call) => ctx.runMutation(internal.callbacks.sceneUpdated, call)),
});
http.route({
  path: "/callbacks/export-updated",
  method: "POST",
  handler: signedRoute(messages.exportUpdatedBody, (ctx, call) => ctx.runMutation(internal.callbacks.exportUpdated, call)),
});

export default http;
