/** The shapes that Convex returns, taken from its own functions. */
import type { api } from "@convex/_generated/api";
import type { FunctionReturnType } from "convex/server";

export type Scene = FunctionReturnType<typeof api.scenes.listBySession>[number];
export type Session = FunctionReturnType<typeof api.videoSessions.get>;
export type SceneVersion = FunctionReturnType<typeof api.scenes.versions>["page"][number];
export type Project = FunctionReturnType<typeof api.projects.list>["page"][number];
export type VideoExport = FunctionReturnType<typeof api.exports.listBySession>["page"][number];
export type ShareLink = FunctionReturnType<typeof api.shareLinks.list>["page"][number];
export type SharedSession = NonNullable<FunctionReturnType<typeof api.shareLinks.open>>;
export type ApiKey = FunctionReturnType<typeof api.apiKeys.list>["page"][number];
export type Endpoint = FunctionReturnType<typeof api.webhooks.endpoints>["page"][number];
export type Delivery = FunctionReturnType<typeof api.webhooks.deliveries>["page"][number];
export type User = FunctionReturnType<typeof api.users.me>;
export type Usage = FunctionReturnType<typeof api.usage.mine>;
export type Attempt = FunctionReturnType<typeof api.webhooks.attempts>[number];
export type InboundHook = FunctionReturnType<typeof api.inboundHooks.list>["page"][number];
