/** What the crons delete. Each step takes a bounded bite and says whether something was left. */
import type { Doc, Id, TableNames } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { leavePlaces, placesOf, sessionPlace } from "./objects";

const bite = 200;
/** Rows that may be large: a bite of them stays far below what one transaction may read. */
const smallBite = 30;
const dayMs = 86_400_000;

/** How long an access token may outlive its account; until then the name stays taken, and locked. */
const tokenLifeMs = 3_600_000;

type Row = { _id: Id<TableNames> };

async function deleteAll(ctx: MutationCtx, rows: readonly Row[]): Promise<number> {
  for (const row of rows) await ctx.db.delete(row._id);
  return rows.length;
}

/** Deletes what has expired, a bite of each kind. Returns whether any bite was full. */
export async function sweepExpired(ctx: MutationCtx, now: number): Promise<boolean> {
  const { db } = ctx;
  const replays = await db
    .query("callbackSeen")
    .withIndex("by_expires", (q) => q.lte("expiresAt", now))
    .take(bite);
  const requests = await db
    .query("clientRequests")
    .withIndex("by_creation_time", (q) => q.lte("_creationTime", now - 7 * dayMs))
    .take(bite);
  const links = await db
    .query("shareLinks")
    .withIndex("by_expires", (q) => q.gt("expiresAt", 0).lte("expiresAt", now - 30 * dayMs))
    .take(bite);
  const refreshes = await db
    .query("refreshTokens")
    .withIndex("by_expires", (q) => q.lte("expiresAt", now - 7 * dayMs))
    .take(bite);
  const resets = await db
    .query("resetTokens")
    .withIndex("by_expires", (q) => q.lte("expiresAt", now - dayMs))
    .take(bite);
  const jobs = await db
    .query("jobs")
    .withIndex("by_finished", (q) => q.gt("finishedAt", 0).lte("finishedAt", now - 30 * dayMs))
    .take(bite);
  let full = false;
  for (const rows of [replays, requests, links, refreshes, resets, jobs]) {
    full = (await deleteAll(ctx, rows)) === bite || full;
  }
  return (await sweepEvents(ctx, now)) || full;
}

const eventsAtOnce = 20;

/** Events with their deliveries and attempts, after 30 days. Returns whether any may be left. */
async function sweepEvents(ctx: MutationCtx, now: number): Promise<boolean> {
  const events = await ctx.db
    .query("webhookEvents")
    .withIndex("by_created", (q) => q.lte("createdAt", now - 30 * dayMs))
    .take(eventsAtOnce);
  return (await deleteEvents(ctx, events)) || events.length === eventsAtOnce;
}

/** Deletes rows until a bite is full; an event goes after its deliveries, a delivery after its attempts. */
async function deleteEvents(
  ctx: MutationCtx,
  events: readonly Doc<"webhookEvents">[],
): Promise<boolean> {
  let room = bite;
  for (const event of events) {
    const deliveries = await ctx.db
      .query("webhookDeliveries")
      .withIndex("by_event", (q) => q.eq("eventId", event._id))
      .take(room);
    for (const delivery of deliveries) {
      const attempts = await ctx.db
        .query("webhookAttempts")
        .withIndex("by_delivery", (q) => q.eq("deliveryId", delivery._id))
        .take(room);
      room -= await deleteAll(ctx, attempts);
      if (room <= 0) return true;
      await ctx.db.delete("webhookDeliveries", delivery._id);
      room -= 1;
      if (room <= 0) return true;
    }
    await ctx.db.delete("webhookEvents", event._id);
    room -= 1;
    if (room <= 0) return true;
  }
  return false;
}

/** What was put in the bin more than 30 days ago. */
export async function findBinned(
  ctx: MutationCtx,
  now: number,
): Promise<{ sessions: Id<"videoSessions">[]; projects: Id<"projects">[] }> {
  const before = now - 30 * dayMs;
  const sessions = await ctx.db
    .query("videoSessions")
    .withIndex("by_removed", (q) => q.gt("removedAt", 0).lte("removedAt", before))
    .take(50);
  const projects = await ctx.db
    .query("projects")
    .withIndex("by_removed", (q) => q.gt("removedAt", 0).lte("removedAt", before))
    .take(50);
  return { sessions: sessions.map((row) => row._id), projects: projects.map((row) => row._id) };
}

const ofSession = [
  "scenes",
  "sceneVersions",
  "sceneSources",
  "operations",
  "exports",
  "documents",
  "jobs",
  "shareLinks",
] as const;

/** A bite of a session; the row itself goes last. Returns whether it is gone. */
export async function purgeSession(
  ctx: MutationCtx,
  sessionId: Id<"videoSessions">,
): Promise<boolean> {
  const session = await ctx.db.get("videoSessions", sessionId);
  if (session === null) return true;
  for (const table of ofSession) {
    const rows = await ctx.db
      .query(table)
      .withIndex("by_session", (q) => q.eq("sessionId", sessionId))
      .take(table === "sceneSources" || table === "documents" ? smallBite : bite);
    await leavePlaces(ctx, placesOf(rows));
    if ((await deleteAll(ctx, rows)) > 0) return false;
  }
  await leavePlaces(ctx, [sessionPlace(session)]);
  await forgetPoster(ctx, session);
  await ctx.db.delete("videoSessions", sessionId);
  return true;
}

/** A project shows the picture of a session that is still there. */
async function forgetPoster(ctx: MutationCtx, session: Doc<"videoSessions">): Promise<void> {
  const project = await ctx.db.get("projects", session.projectId);
  if (project?.posterUrl === undefined || project.posterUrl !== session.posterUrl) return;
  const [newest] = await ctx.db
    .query("videoSessions")
    .withIndex("by_project_removed_updated", (q) =>
      q.eq("projectId", project._id).eq("removedAt", undefined),
    )
    .order("desc")
    .take(1);
  await ctx.db.patch("projects", project._id, { posterUrl: newest?.posterUrl });
}

/** The project's row, once no session names it. Returns the sessions that are still in the way. */
export async function purgeProject(
  ctx: MutationCtx,
  projectId: Id<"projects">,
): Promise<Id<"videoSessions">[]> {
  if ((await ctx.db.get("projects", projectId)) === null) return [];
  const sessions = await ctx.db
    .query("videoSessions")
    .withIndex("by_project_removed_updated", (q) => q.eq("projectId", projectId))
    .take(50);
  if (sessions.length === 0) await ctx.db.delete("projects", projectId);
  return sessions.map((row) => row._id);
}

const ofOwner = [
  "apiKeys",
  "modelKeys",
  "webhookEndpoints",
  "inboundHooks",
  "templates",
  "shareLinks",
] as const;

/** What is left of a person: rows, nothing but the locked name, or nothing. */
export type Left = "rows" | "name" | "nothing";

/** A bite of a person: what is theirs outside projects, then the ways in, then the person. */
export async function purgePerson(
  ctx: MutationCtx,
  user: Doc<"users">,
  now: number,
): Promise<Left> {
  if (await purgeOwned(ctx, user)) return "rows";
  if (await purgeWaysIn(ctx, user.externalId)) return "rows";
  const since = user.removingSince ?? now;
  if (now - since >= tokenLifeMs) {
    await ctx.db.delete("users", user._id);
    return "nothing";
  }
  const { externalId, createdAt } = user;
  await ctx.db.replace("users", user._id, {
    ...{ externalId, createdAt, role: "user", settings: {} },
    ...{ removing: true, removingSince: since, emptied: true },
  });
  return "name";
}

/** Returns whether there was anything to delete. */
async function purgeOwned(ctx: MutationCtx, user: Doc<"users">): Promise<boolean> {
  for (const table of ofOwner) {
    const rows = await ctx.db
      .query(table)
      .withIndex("by_owner", (q) => q.eq("ownerId", user._id))
      .take(table === "templates" ? smallBite : bite);
    await leavePlaces(ctx, placesOf(rows));
    if ((await deleteAll(ctx, rows)) > 0) return true;
  }
  const events = await ctx.db
    .query("webhookEvents")
    .withIndex("by_owner", (q) => q.eq("ownerId", user._id))
    .take(eventsAtOnce);
  await deleteEvents(ctx, events);
  if (events.length > 0) return true;
  const usage = await ctx.db
    .query("usage")
    .withIndex("by_owner_day", (q) => q.eq("ownerId", user._id))
    .take(bite);
  const requests = await ctx.db
    .query("clientRequests")
    .withIndex("by_owner_name_key", (q) => q.eq("ownerId", user._id))
    .take(bite);
  return (await deleteAll(ctx, [...usage, ...requests])) > 0;
}

const ofExternalId = ["providerLinks", "refreshTokens", "resetTokens", "credentials"] as const;

async function purgeWaysIn(ctx: MutationCtx, externalId: string): Promise<boolean> {
  let deleted = 0;
  for (const table of ofExternalId) {
    const rows = await ctx.db
      .query(table)
      .withIndex("by_externalId", (q) => q.eq("externalId", externalId))
      .take(bite);
    deleted += await deleteAll(ctx, rows);
  }
  return deleted > 0;
}
