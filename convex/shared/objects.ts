/** What the backend asks the ledger about the objects of the store (`POST /server/storage.*`). */
import { v } from "convex/values";
import { oneOf } from "./validators";

const envelope = { route: v.string(), correlationId: v.string() };
const vShelf = oneOf(["chunks", "sources"] as const);
const vAfter = v.union(v.string(), v.null());

export const referencedBody = { ...envelope, keys: v.array(v.string()) };
export const vReferencedAnswer = v.object({
  referenced: v.array(v.string()),
  unknown: v.array(v.string()),
});

export const claimPlacesBody = { ...envelope, limit: v.number() };
export const vClaimedPlacesAnswer = v.object({
  places: v.array(v.object({ placeId: v.id("leftPlaces"), prefix: v.string(), claim: v.number() })),
});

export const emptiedBody = { ...envelope, placeId: v.string(), claim: v.number() };
export const vEmptiedAnswer = v.object({ again: v.boolean() });

export const walkBody = {
  ...envelope,
  done: v.optional(v.object({ shelf: vShelf, after: vAfter })),
};
export const vWalkAnswer = v.object({
  walk: v.union(v.object({ shelf: vShelf, after: vAfter, graceMs: v.number() }), v.null()),
});
