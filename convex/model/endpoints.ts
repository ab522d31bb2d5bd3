/** Webhook endpoints and their deliveries, for their owner. */
import type { PaginationOptions, PaginationResult } from "convex/server";
import type { Doc, Id } from "../_generated/dataModel";
import type { AuthedMutationCtx, AuthedQueryCtx } from "../lib/access";
import { owned } from "../lib/access";
import { fail } from "../lib/errors";
import { refuseOver } from "../lib/limits";
import { ceilings } from "../lib/settings";
import { bounded, wholeNumber } from "../lib/text";
import { checkHeaders, checkWebhookUrl } from "../lib/webhookUrl";
import type { EventType } from "../shared/events";
import { isFilter, matches } from "../shared/events";
import type { Endpoint } from "../shared/views";
import { vEndpoint } from "../shared/views";
import { scheduleEndpoint } from "./deliveries";
import { queueDelivery, writeEvent } from "./events";
import { pick } from "./views";

type Row = Doc<"webhookEndpoints">;
type Delivery = Doc<"webhookDeliveries">;

export type EndpointWish = {
  url?: string | undefined;
  events?: string[] | undefined;
  description?: string | undefined;
  headers?: Record<string, string> | undefined;
  ordered?: boolean | undefined;
  ratePerSecond?: number | undefined;
};

/** How many events one replay call looks at. */
const replayBatch = 500;

function checked(
  wish: EndpointWish,
): Partial<Pick<Row, "url" | "events" | "description" | "headers" | "ordered" | "ratePerSecond">> {
  const { url, events, description, headers, ordered, ratePerSecond } = wish;
  return {
    ...(url === undefined ? {} : { url: checkWebhookUrl(url) }),
    ...(events === undefined ? {} : { events: checkFilters(events) }),
    ...(description === undefined
      ? {}
      : { description: bounded(description.trim(), 500, "description") }),
    ...(headers === undefined ? {} : { headers: checkHeaders(headers) }),
    ...(ordered === undefined ? {} : { ordered }),
    ...(ratePerSecond === undefined
      ? {}
      : {
          ratePerSecond: wholeNumber(ratePerSecond, { min: 1, max: 1000, field: "ratePerSecond" }),
        }),
  };
}

function checkFilters(filters: string[]): string[] {
  const unknown = filters.find((filter) => !isFilter(filter));
  if (unknown !== undefined || filters.length === 0 || filters.length > 50) {
    throw fail("webhook.bad_filter", { filter: unknown ?? "" });
  }
  return [...new Set(filters)];
}

export async function storeEndpoint(
  ctx: AuthedMutationCtx,
  wish: EndpointWish & { url: string; events: string[]; sealed: string },
): Promise<Id<"webhookEndpoints">> {
  const fields = checked(wish);
  const existing = await ctx.db
    .query("webhookEndpoints")
    .withIndex("by_owner", (q) => q.eq("ownerId", ctx.user._id))
    .take(ceilings.endpoints);
  refuseOver("limit.endpoints", { use: existing.length, limit: ceilings.endpoints });
  return await ctx.db.insert("webhookEndpoints", {
    headers: {},
    ordered: false,
    ratePerSecond: 10,
    url: wish.url,
    events: wish.events,
    ...fields,
    ownerId: ctx.user._id,
    status: "active",
    secrets: [{ sealed: wish.sealed }],
    createdAt: Date.now(),
  });
}

export async function updateEndpoint(
  ctx: AuthedMutationCtx,
  wish: EndpointWish & {
    endpointId: Id<"webhookEndpoints">;
    status?: "active" | "paused" | undefined;
  },
): Promise<null> {
  const endpoint = await owned(ctx, "webhookEndpoints", wish.endpointId);
  const fields = checked(wish);
  // Being switched on again is a fresh start: the clock of failures starts anew.
  const awake = wish.status === "active" && endpoint.status !== "active";
  await ctx.db.patch("webhookEndpoints", endpoint._id, {
    ...fields,
    ...(wish.status === undefined ? {} : { status: wish.status }),
    ...(awake ? { disabledReason: undefined, failingSince: undefined } : {}),
  });
  await scheduleEndpoint(ctx, endpoint._id);
  return null;
}

/** The new secret signs first; the old one signs along until its overlap ends. */
export async function storeRotation(
  ctx: AuthedMutationCtx,
  wish: { endpointId: Id<"webhookEndpoints">; overlapHours?: number | undefined; sealed: string },
): Promise<null> {
  const endpoint = await owned(ctx, "webhookEndpoints", wish.endpointId);
  const hours = wholeNumber(wish.overlapHours ?? 24, { min: 0, max: 168, field: "overlapHours" });
  const old = endpoint.secrets[0];
  const kept =
    old === undefined || hours === 0
      ? []
      : [{ sealed: old.sealed, expiresAt: Date.now() + hours * 3_600_000 }];
  await ctx.db.patch("webhookEndpoints", endpoint._id, {
    secrets: [{ sealed: wish.sealed }, ...kept],
  });
  return null;
}

export async function removeEndpoint(
  ctx: AuthedMutationCtx,
  endpointId: Id<"webhookEndpoints">,
): Promise<null> {
  const endpoint = await owned(ctx, "webhookEndpoints", endpointId);
  // Its deliveries go with their events, by the sweep; a claim skips deliveries without an endpoint.
  await ctx.db.delete("webhookEndpoints", endpoint._id);
  return null;
}

export function endpointView(row: Row): Endpoint {
  return { ...pick(vEndpoint, row), headerNames: Object.keys(row.headers) };
}

export async function listEndpoints(
  ctx: AuthedQueryCtx,
  wish: { paginationOpts: PaginationOptions },
): Promise<PaginationResult<Row>> {
  return await ctx.db
    .query("webhookEndpoints")
    .withIndex("by_owner", (q) => q.eq("ownerId", ctx.user._id))
    .order("desc")
    .paginate(wish.paginationOpts);
}

export async function listDeliveries(
  ctx: AuthedQueryCtx,
  wish: {
    endpointId: Id<"webhookEndpoints">;
    status?: Delivery["status"] | undefined;
    paginationOpts: PaginationOptions;
  },
): Promise<PaginationResult<Delivery>> {
  const endpoint = await owned(ctx, "webhookEndpoints", wish.endpointId);
  const deliveries = ctx.db.query("webhookDeliveries");
  const { status } = wish;
  const rows =
    status === undefined
      ? deliveries.withIndex("by_endpoint", (q) => q.eq("endpointId", endpoint._id))
      : deliveries.withIndex("by_endpoint_status", (q) =>
          q.eq("endpointId", endpoint._id).eq("status", status),
        );
  return await rows.order("desc").paginate(wish.paginationOpts);
}

export async function attemptsOf(
  ctx: AuthedQueryCtx,
  deliveryId: Id<"webhookDeliveries">,
): Promise<Doc<"webhookAttempts">[]> {
  const delivery = await owned(ctx, "webhookDeliveries", deliveryId);
  return await ctx.db
    .query("webhookAttempts")
    .withIndex("by_delivery", (q) => q.eq("deliveryId", delivery._id))
    .take(100);
}

export async function listEvents(
  ctx: AuthedQueryCtx,
  wish: { paginationOpts: PaginationOptions; type?: EventType | undefined },
): Promise<PaginationResult<Doc<"webhookEvents">>> {
  const events = ctx.db.query("webhookEvents");
  const { type } = wish;
  const rows =
    type === undefined
      ? events.withIndex("by_owner", (q) => q.eq("ownerId", ctx.user._id))
      : events.withIndex("by_owner_type", (q) => q.eq("ownerId", ctx.user._id).eq("type", type));
  return await rows.order("desc").paginate(wish.paginationOpts);
}

async function usableEndpoint(ctx: AuthedMutationCtx, id: Id<"webhookEndpoints">): Promise<Row> {
  const endpoint = await owned(ctx, "webhookEndpoints", id);
  if (endpoint.status === "disabled") throw fail("webhook.endpoint_disabled");
  return endpoint;
}

/** The same event again, with the same `webhook-id`, so that a receiver that had it can tell. */
export async function redeliver(
  ctx: AuthedMutationCtx,
  wish: { deliveryId: Id<"webhookDeliveries"> },
): Promise<{ deliveryId: Id<"webhookDeliveries"> }> {
  const delivery = await owned(ctx, "webhookDeliveries", wish.deliveryId);
  const endpoint = await usableEndpoint(ctx, delivery.endpointId);
  const { eventId, eventType } = delivery;
  const deliveryId = await queueDelivery(ctx, endpoint, {
    eventId,
    type: eventType,
    subject: delivery,
  });
  return { deliveryId };
}

export async function replaySince(
  ctx: AuthedMutationCtx,
  wish: { endpointId: Id<"webhookEndpoints">; since: number; onlyFailed?: boolean | undefined },
): Promise<{ queued: number; nextSince: number | null }> {
  const endpoint = await usableEndpoint(ctx, wish.endpointId);
  const events = await ctx.db
    .query("webhookEvents")
    .withIndex("by_owner", (q) => q.eq("ownerId", ctx.user._id).gt("_creationTime", wish.since))
    .take(replayBatch);
  let queued = 0;
  for (const event of events) {
    if (!matches(endpoint.events, event.type)) continue;
    if (wish.onlyFailed === true && !(await hasOnlyFailed(ctx, endpoint._id, event._id))) continue;
    const fresh = await ctx.db.get("webhookEndpoints", endpoint._id);
    if (fresh === null) break;
    await queueDelivery(ctx, fresh, { eventId: event._id, type: event.type, subject: event });
    queued += 1;
  }
  const last = events.at(-1);
  return {
    queued,
    nextSince: events.length === replayBatch && last !== undefined ? last._creationTime : null,
  };
}

/** Whether the endpoint was told of the event and never took it. */
async function hasOnlyFailed(
  ctx: AuthedMutationCtx,
  endpointId: Id<"webhookEndpoints">,
  eventId: Id<"webhookEvents">,
): Promise<boolean> {
  const told = await ctx.db
    .query("webhookDeliveries")
    .withIndex("by_event", (q) => q.eq("eventId", eventId))
    .take(2 * ceilings.endpoints);
  const mine = told.filter((delivery) => delivery.endpointId === endpointId);
  return mine.length > 0 && mine.every((delivery) => delivery.status === "failed");
}

export async function sendTest(
  ctx: AuthedMutationCtx,
  wish: { endpointId: Id<"webhookEndpoints"> },
): Promise<{ deliveryId: Id<"webhookDeliveries"> }> {
  const endpoint = await usableEndpoint(ctx, wish.endpointId);
  // What was allowed when it was typed may not be any more.
  checkWebhookUrl(endpoint.url);
  const subject = {
    ownerId: ctx.user._id,
    data: { endpointId: endpoint._id, status: "ping", sequence: Date.now() },
  };
  const eventId = await writeEvent(ctx, "ping", subject);
  return { deliveryId: await queueDelivery(ctx, endpoint, { eventId, type: "ping", subject: {} }) };
}
