/** Outbound events: a row for the event and one for each endpoint that wants it, in the caller's transaction. */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { ceilings } from "../lib/settings";
import type { EventType } from "../shared/events";
import { matches } from "../shared/events";
import { ranks } from "../shared/states";

export type EventSubject = {
  ownerId: Id<"users">;
  sceneId?: Id<"scenes">;
  sessionId?: Id<"videoSessions">;
  data: Record<string, string | number | boolean | null | undefined>;
};

export async function emit(
  ctx: MutationCtx,
  type: EventType,
  subject: EventSubject,
): Promise<Id<"webhookEvents">> {
  const eventId = await writeEvent(ctx, type, subject);
  const endpoints = await ctx.db
    .query("webhookEndpoints")
    .withIndex("by_owner", (q) => q.eq("ownerId", subject.ownerId))
    .take(ceilings.endpoints);
  for (const endpoint of endpoints) {
    if (endpoint.status === "disabled" || !matches(endpoint.events, type)) continue;
    await queueDelivery(ctx, endpoint, { eventId, type, subject });
  }
  return eventId;
}

export async function writeEvent(
  ctx: MutationCtx,
  type: EventType,
  subject: EventSubject,
): Promise<Id<"webhookEvents">> {
  const now = Date.now();
  const body = {
    type,
    timestamp: new Date(now).toISOString(),
    schemaVersion: 1,
    data: subject.data,
  };
  const { ownerId, sceneId, sessionId } = subject;
  return await ctx.db.insert("webhookEvents", {
    ownerId,
    type,
    body: JSON.stringify(body),
    createdAt: now,
    ...(sceneId === undefined ? {} : { sceneId }),
    ...(sessionId === undefined ? {} : { sessionId }),
  });
}

/** A paused endpoint's deliveries wait; they are due the moment it is active again. */
export async function queueDelivery(
  ctx: MutationCtx,
  endpoint: Doc<"webhookEndpoints">,
  what: {
    eventId: Id<"webhookEvents">;
    type: string;
    subject: Pick<EventSubject, "sceneId" | "sessionId">;
  },
): Promise<Id<"webhookDeliveries">> {
  const now = Date.now();
  const { sceneId, sessionId } = what.subject;
  const deliveryId = await ctx.db.insert("webhookDeliveries", {
    ownerId: endpoint.ownerId,
    endpointId: endpoint._id,
    eventId: what.eventId,
    webhookId: `msg_${what.eventId}`,
    eventType: what.type,
    status: "pending",
    attempts: 0,
    nextAttemptAt: now,
    createdAt: now,
    ...(sceneId === undefined ? {} : { sceneId }),
    ...(sessionId === undefined ? {} : { sessionId }),
  });
  if (endpoint.status === "active" && (endpoint.dueAt === undefined || endpoint.dueAt > now)) {
    await ctx.db.patch("webhookEndpoints", endpoint._id, { dueAt: now });
  }
  return deliveryId;
}

export type SceneNews = {
  type: EventType;
  version: Doc<"sceneVersions">;
  extra?: { errorCode?: string; chunkUrl?: string; durationInFrames?: number };
};

export async function emitScene(
  ctx: MutationCtx,
  { type, version, extra }: SceneNews,
): Promise<void> {
  await emit(ctx, type, {
    ownerId: version.ownerId,
    sceneId: version.sceneId,
    sessionId: version.sessionId,
    data: {
      projectId: version.projectId,
      sessionId: version.sessionId,
      sceneId: version.sceneId,
      version: version.version,
      status: version.status,
      // Rises with every step of every version of the scene, so that a receiver can order what it gets.
      sequence: version.version * 100 + version.fence.attempt * 10 + ranks.version[version.status],
      ...extra,
    },
  });
}

export async function emitSession(ctx: MutationCtx, session: Doc<"videoSessions">): Promise<void> {
  await emit(ctx, session.status === "error" ? "session.failed" : "session.ready", {
    ownerId: session.ownerId,
    sessionId: session._id,
    data: {
      projectId: session.projectId,
      sessionId: session._id,
      status: session.status,
      sequence: session.version,
      sceneCount: session.sceneCount,
      failedScenes: session.failedScenes,
      durationInFrames: session.durationInFrames,
      errorCode: session.error?.code,
    },
  });
}

export async function emitExport(ctx: MutationCtx, row: Doc<"exports">): Promise<void> {
  await emit(ctx, row.status === "ready" ? "export.ready" : "export.failed", {
    ownerId: row.ownerId,
    sessionId: row.sessionId,
    data: {
      projectId: row.projectId,
      sessionId: row.sessionId,
      exportId: row._id,
      status: row.status,
      sequence: row.fence.attempt * 10 + ranks.export[row.status],
      url: row.url,
      errorCode: row.error?.code,
    },
  });
}
