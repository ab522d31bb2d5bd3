/**
 * The ledger of outbound deliveries. The backend decides when to try again and with what jitter; here is what
 * happened, what is due, and who holds it. A claimed delivery whose worker dies is due again when its lease ends.
 */
import type { Infer, ObjectType } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { wholeNumber } from "../lib/text";
import type {
  claimDueBody,
  recordAttemptBody,
  renewClaimBody,
  SealedClaim,
  vRecordAttemptAnswer,
} from "../shared/server";

type Endpoint = Doc<"webhookEndpoints">;
type Delivery = Doc<"webhookDeliveries">;
type Due = SealedClaim["deliveries"][number];

/** A slow receiver holds no more than this many deliveries at once, so it can't crowd out the others. */
const perEndpoint = 10;
const endpointsAtOnce = 50;
const excerptMax = 4096;
const defaultRetryMs = 60_000;

/** An endpoint that has only failed for this long is disabled. */
const disableAfterMs = 5 * 86_400_000;

export async function claimDue(
  ctx: MutationCtx,
  wish: ObjectType<typeof claimDueBody>,
): Promise<SealedClaim> {
  const limit = wholeNumber(wish.limit, { min: 1, max: 100, field: "limit" });
  const leaseMs = wholeNumber(wish.leaseMs, { min: 1000, max: 600_000, field: "leaseMs" });
  const now = Date.now();
  const endpoints = await ctx.db
    .query("webhookEndpoints")
    .withIndex("by_due", (q) => q.gt("dueAt", 0).lte("dueAt", now))
    .take(endpointsAtOnce);
  const deliveries: Due[] = [];
  for (const endpoint of endpoints) {
    const room = limit - deliveries.length;
    if (room <= 0) break;
    deliveries.push(...(await claimFor(ctx, endpoint, { room, now, leaseMs })));
  }
  const next = await ctx.db
    .query("webhookEndpoints")
    .withIndex("by_due", (q) => q.gt("dueAt", 0))
    .first();
  return { deliveries, nextDueAt: next?.dueAt ?? null };
}

async function claimFor(
  ctx: MutationCtx,
  endpoint: Endpoint,
  { room, now, leaseMs }: { room: number; now: number; leaseMs: number },
): Promise<Due[]> {
  const sending = await ctx.db
    .query("webhookDeliveries")
    .withIndex("by_endpoint_status", (q) =>
      q.eq("endpointId", endpoint._id).eq("status", "sending"),
    )
    .take(perEndpoint);
  const inFlight = sending.filter((delivery) => (delivery.nextAttemptAt ?? 0) > now).length;
  const due = await ctx.db
    .query("webhookDeliveries")
    .withIndex("by_endpoint_finished_due", (q) =>
      q.eq("endpointId", endpoint._id).eq("finishedAt", undefined).lte("nextAttemptAt", now),
    )
    .take(Math.min(room, perEndpoint - inFlight));
  const claimed: Due[] = [];
  for (const delivery of due) {
    const one = (await waitsForEarlier(ctx, endpoint, delivery))
      ? null
      : await claimOne(ctx, endpoint, { delivery, now, leaseMs });
    if (one !== null) claimed.push(one);
  }
  await scheduleEndpoint(
    ctx,
    endpoint._id,
    perEndpoint - inFlight - claimed.length <= 0 ? now + leaseMs : undefined,
  );
  return claimed;
}

/** In an ordered endpoint a scene's events go one after another; the later ones wait for the first. */
async function waitsForEarlier(
  ctx: MutationCtx,
  endpoint: Endpoint,
  delivery: Delivery,
): Promise<boolean> {
  if (!endpoint.ordered || delivery.sceneId === undefined) return false;
  const head = await headOf(ctx, endpoint._id, delivery.sceneId);
  if (head === null || head._id === delivery._id) return false;
  await ctx.db.patch("webhookDeliveries", delivery._id, {
    nextAttemptAt: (head.nextAttemptAt ?? Date.now()) + 1000,
  });
  return true;
}

async function headOf(
  ctx: Pick<QueryCtx, "db">,
  endpointId: Id<"webhookEndpoints">,
  sceneId: Id<"scenes">,
): Promise<Delivery | null> {
  return await ctx.db
    .query("webhookDeliveries")
    .withIndex("by_endpoint_scene_finished", (q) =>
      q.eq("endpointId", endpointId).eq("sceneId", sceneId).eq("finishedAt", undefined),
    )
    .first();
}

async function claimOne(
  ctx: MutationCtx,
  endpoint: Endpoint,
  { delivery, now, leaseMs }: { delivery: Delivery; now: number; leaseMs: number },
): Promise<Due | null> {
  const event = await ctx.db.get("webhookEvents", delivery.eventId);
  if (event === null) {
    await ctx.db.patch("webhookDeliveries", delivery._id, { status: "dropped", finishedAt: now });
    return null;
  }
  const claim = `${delivery.attempts + 1}.${Math.random().toString(36).slice(2)}`;
  const firstAttemptAt = delivery.firstAttemptAt ?? now;
  await ctx.db.patch("webhookDeliveries", delivery._id, {
    status: "sending",
    claim,
    firstAttemptAt,
    nextAttemptAt: now + leaseMs,
  });
  const { url, headers, ordered, ratePerSecond } = endpoint;
  const { _id: deliveryId, webhookId, eventType, createdAt, attempts } = delivery;
  const sealed = endpoint.secrets
    .filter((secret) => (secret.expiresAt ?? Infinity) > now)
    .map((secret) => secret.sealed);
  return {
    ...{ deliveryId, endpointId: endpoint._id, claim, webhookId, eventType, attempt: attempts + 1 },
    ...{
      url,
      headers,
      ordered,
      ratePerSecond,
      body: event.body,
      firstAttemptAt,
      createdAt,
      sealed,
    },
  };
}

/** Keeps "when is the next one due" true on the endpoint, which is what claims look at. */
export async function scheduleEndpoint(
  ctx: MutationCtx,
  endpointId: Id<"webhookEndpoints">,
  notBefore = 0,
): Promise<void> {
  const endpoint = await ctx.db.get("webhookEndpoints", endpointId);
  if (endpoint === null) return;
  const next = await ctx.db
    .query("webhookDeliveries")
    .withIndex("by_endpoint_finished_due", (q) =>
      q.eq("endpointId", endpointId).eq("finishedAt", undefined),
    )
    .first();
  const active = endpoint.status === "active" && next !== null;
  const dueAt = active ? Math.max(next.nextAttemptAt ?? Date.now(), notBefore) : undefined;
  if (dueAt !== endpoint.dueAt) await ctx.db.patch("webhookEndpoints", endpointId, { dueAt });
}

type Report = ObjectType<typeof recordAttemptBody>;
type RecordAnswer = Infer<typeof vRecordAttemptAnswer>;

export async function recordAttempt(ctx: MutationCtx, report: Report): Promise<RecordAnswer> {
  const deliveryId = ctx.db.normalizeId("webhookDeliveries", report.deliveryId);
  const delivery = deliveryId === null ? null : await ctx.db.get("webhookDeliveries", deliveryId);
  if (delivery === null || delivery.status !== "sending" || delivery.claim !== report.claim) {
    return { recorded: false, endpointDisabled: false, notice: null };
  }
  await logAttempt(ctx, delivery, report);
  await moveDelivery(ctx, delivery, report);
  const reason = await judgeEndpoint(ctx, delivery.endpointId, report.outcome);
  await releaseNext(ctx, delivery);
  await scheduleEndpoint(ctx, delivery.endpointId);
  const notice = reason === null ? null : await noticeOf(ctx, delivery.endpointId, reason);
  return { recorded: true, endpointDisabled: reason !== null, notice };
}

/** Whom to tell that an endpoint was switched off, and in whose words; the backend writes the letter. */
async function noticeOf(
  ctx: MutationCtx,
  endpointId: Id<"webhookEndpoints">,
  reason: "gone" | "failing",
): Promise<RecordAnswer["notice"]> {
  const endpoint = await ctx.db.get("webhookEndpoints", endpointId);
  const user = endpoint === null ? null : await ctx.db.get("users", endpoint.ownerId);
  if (endpoint === null || user?.email === undefined) return null;
  if (user.settings.notifyByEmail === false) return null;
  const { url, description } = endpoint;
  return { email: user.email, url, reason, ...(description === undefined ? {} : { description }) };
}

async function logAttempt(ctx: MutationCtx, delivery: Delivery, report: Report): Promise<void> {
  const { status, error, latencyMs, responseExcerpt, location } = report;
  await ctx.db.insert("webhookAttempts", {
    deliveryId: delivery._id,
    attempt: delivery.attempts + 1,
    at: Date.now(),
    latencyMs,
    ...(status === undefined ? {} : { status }),
    ...(error === undefined ? {} : { error: error.slice(0, 500) }),
    ...(responseExcerpt === undefined
      ? {}
      : { responseExcerpt: responseExcerpt.slice(0, excerptMax) }),
    ...(location === undefined ? {} : { location: location.slice(0, 2000) }),
  });
}

async function moveDelivery(ctx: MutationCtx, delivery: Delivery, report: Report): Promise<void> {
  const now = Date.now();
  const over = report.outcome !== "retry";
  await ctx.db.patch("webhookDeliveries", delivery._id, {
    status: report.outcome === "succeeded" ? "succeeded" : over ? "failed" : "pending",
    attempts: delivery.attempts + 1,
    claim: undefined,
    lastStatus: report.status,
    lastError: report.error?.slice(0, 500),
    nextAttemptAt: over ? undefined : (report.nextAttemptAt ?? now + defaultRetryMs),
    finishedAt: over ? now : undefined,
  });
}

/** A receiver that is gone is disabled at once, one that only fails after days. Returns why, if it was now. */
async function judgeEndpoint(
  ctx: MutationCtx,
  endpointId: Id<"webhookEndpoints">,
  outcome: Report["outcome"],
): Promise<"gone" | "failing" | null> {
  const endpoint = await ctx.db.get("webhookEndpoints", endpointId);
  if (endpoint === null) return null;
  const now = Date.now();
  if (outcome === "succeeded") {
    await ctx.db.patch("webhookEndpoints", endpointId, {
      failingSince: undefined,
      lastDeliveryAt: now,
    });
    return null;
  }
  const failingSince = endpoint.failingSince ?? now;
  const reason =
    outcome === "gone" ? "gone" : now - failingSince >= disableAfterMs ? "failing" : null;
  await ctx.db.patch("webhookEndpoints", endpointId, {
    failingSince,
    ...(reason === null ? {} : { status: "disabled" as const, disabledReason: reason }),
  });
  return endpoint.status === "disabled" ? null : reason;
}

async function releaseNext(ctx: MutationCtx, delivery: Delivery): Promise<void> {
  if (delivery.sceneId === undefined) return;
  const endpoint = await ctx.db.get("webhookEndpoints", delivery.endpointId);
  if (endpoint?.ordered !== true) return;
  const head = await headOf(ctx, delivery.endpointId, delivery.sceneId);
  if (head?.status === "pending" && head.attempts === 0) {
    await ctx.db.patch("webhookDeliveries", head._id, { nextAttemptAt: Date.now() });
  }
}

export async function renewClaim(
  ctx: MutationCtx,
  wish: ObjectType<typeof renewClaimBody>,
): Promise<{ renewed: boolean }> {
  const leaseMs = wholeNumber(wish.leaseMs, { min: 1000, max: 600_000, field: "leaseMs" });
  const deliveryId = ctx.db.normalizeId("webhookDeliveries", wish.deliveryId);
  const delivery = deliveryId === null ? null : await ctx.db.get("webhookDeliveries", deliveryId);
  if (delivery === null || delivery.status !== "sending" || delivery.claim !== wish.claim)
    return { renewed: false };
  await ctx.db.patch("webhookDeliveries", delivery._id, { nextAttemptAt: Date.now() + leaseMs });
  return { renewed: true };
}
