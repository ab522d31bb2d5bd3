import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { action, internalMutation } from "./_generated/server";
import type { AuthedMutationCtx, AuthedQueryCtx } from "./lib/access";
import { currentUser, owned } from "./lib/access";
import { authedMutation, authedQuery } from "./lib/builders";
import { checkDestination } from "./lib/destination";
import { newWebhookSecret, seal } from "./lib/secrets";
import { unlessChanged, vExpected } from "./lib/unchanged";
import * as model from "./model/endpoints";
import { mapPage, pick } from "./model/views";
import { deliveryFields } from "./shared/fields";
import { oneOf, vEventType } from "./shared/validators";
import type { Endpoint } from "./shared/views";
import { vDelivery, vDeliveryAttempt, vEndpoint, vEvent } from "./shared/views";

const endpointId = v.id("webhookEndpoints");
const deliveryId = v.id("webhookDeliveries");
const paginationOpts = paginationOptsValidator;
const clientRequestId = v.optional(v.string());
const options = {
  description: v.optional(v.string()),
  headers: v.optional(v.record(v.string(), v.string())),
  ordered: v.optional(v.boolean()),
  ratePerSecond: v.optional(v.number()),
};
const created = { url: v.string(), events: v.array(v.string()), ...options };
const changes = {
  endpointId,
  events: v.optional(v.array(v.string())),
  ...options,
  status: v.optional(oneOf(["active", "paused"] as const)),
  expected: vExpected,
};
const moved = { ...changes, url: v.string() };

type Named = { endpointId: Id<"webhookEndpoints"> };

async function view(ctx: AuthedQueryCtx, wish: Named): Promise<Endpoint> {
  return model.endpointView(await owned(ctx, "webhookEndpoints", wish.endpointId));
}

const rotated = { endpointId, overlapHours: v.optional(v.number()) };

/** An action because a secret needs real randomness; the mutation inside it checks who is asking. */
export const createEndpoint = action({
  args: created,
  returns: v.object({ endpointId, secret: v.string() }),
  handler: async (ctx, args): Promise<{ endpointId: Id<"webhookEndpoints">; secret: string }> => {
    await checkDestination(ctx, args.url);
    const secret = newWebhookSecret();
    const wish = { ...args, sealed: await seal(secret) };
    const id: Id<"webhookEndpoints"> = await ctx.runMutation(internal.webhooks.storeEndpoint, wish);
    return { endpointId: id, secret };
  },
});

export const storeEndpoint = internalMutation({
  args: { ...created, sealed: v.string() },
  returns: endpointId,
  handler: async (ctx, args) => model.storeEndpoint({ ...ctx, user: await currentUser(ctx) }, args),
});

export const rotateSecret = action({
  args: rotated,
  returns: v.object({ secret: v.string() }),
  handler: async (ctx, args): Promise<{ secret: string }> => {
    const secret = newWebhookSecret();
    await ctx.runMutation(internal.webhooks.storeRotation, { ...args, sealed: await seal(secret) });
    return { secret };
  },
});

export const storeRotation = internalMutation({
  args: { ...rotated, sealed: v.string() },
  returns: v.null(),
  handler: async (ctx, args) => model.storeRotation({ ...ctx, user: await currentUser(ctx) }, args),
});

/** An action because the backend looks the new name up before the mutation inside it, which makes every change. */
export const changeAddress = action({
  args: moved,
  returns: v.null(),
  handler: async (ctx, args): Promise<null> => {
    await checkDestination(ctx, args.url);
    await ctx.runMutation(internal.webhooks.storeAddress, args);
    return null;
  },
});

export const storeAddress = internalMutation({
  args: moved,
  returns: v.null(),
  handler: async (ctx, args) =>
    unlessChanged(view, model.updateEndpoint)({ ...ctx, user: await currentUser(ctx) }, args),
});

export const updateEndpoint = authedMutation({
  args: changes,
  returns: v.null(),
  handler: unlessChanged(view, model.updateEndpoint),
});

export const removeEndpoint = authedMutation({
  args: { endpointId, expected: vExpected },
  returns: v.null(),
  handler: unlessChanged(view, async (ctx: AuthedMutationCtx, wish: Named) =>
    model.removeEndpoint(ctx, wish.endpointId),
  ),
});

export const endpoints = authedQuery({
  args: { paginationOpts },
  returns: paginationResultValidator(vEndpoint),
  handler: async (ctx, args) => mapPage(await model.listEndpoints(ctx, args), model.endpointView),
});

export const endpoint = authedQuery({
  args: { endpointId },
  returns: vEndpoint,
  handler: view,
});

export const deliveries = authedQuery({
  args: { endpointId, status: v.optional(deliveryFields.status), paginationOpts },
  returns: paginationResultValidator(vDelivery),
  handler: async (ctx, args) =>
    mapPage(await model.listDeliveries(ctx, args), (row) => pick(vDelivery, row)),
});

export const attempts = authedQuery({
  args: { deliveryId },
  returns: v.array(vDeliveryAttempt),
  handler: async (ctx, args) =>
    (await model.attemptsOf(ctx, args.deliveryId)).map((row) => pick(vDeliveryAttempt, row)),
});

export const events = authedQuery({
  args: { paginationOpts, type: v.optional(vEventType) },
  returns: paginationResultValidator(vEvent),
  handler: async (ctx, args) =>
    mapPage(await model.listEvents(ctx, args), ({ _id, type, body, createdAt }) => ({
      _id,
      webhookId: `msg_${_id}`,
      type,
      payload: body,
      createdAt,
    })),
});

export const redeliver = authedMutation({
  args: { deliveryId, clientRequestId },
  returns: v.object({ deliveryId }),
  once: "webhooks.redeliver",
  handler: model.redeliver,
});

export const replaySince = authedMutation({
  args: { endpointId, since: v.number(), onlyFailed: v.optional(v.boolean()), clientRequestId },
  returns: v.object({ queued: v.number(), nextSince: v.union(v.number(), v.null()) }),
  once: "webhooks.replaySince",
  handler: model.replaySince,
});

export const sendTest = authedMutation({
  args: { endpointId, clientRequestId },
  returns: v.object({ deliveryId }),
  once: "webhooks.sendTest",
  handler: model.sendTest,
});
