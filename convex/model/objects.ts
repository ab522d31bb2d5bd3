/**
 * Which objects of the store are wanted, and which places in it were left.
 *
 *   a row that named objects is deleted ─▶ its place is noted, in the same transaction
 *   cron ─▶ POST /jobs/sweep ─▶ a worker claims a place, lists it, asks what is still named, deletes the rest
 *                               and walks the whole store now and then, for what no row ever named
 *
 * Once no row names a key and no job of its session is unfinished, nothing will ever name it: versions and
 * birth indexes only rise, a copy is made from a row, and a report for a job that is over is refused. So what
 * is answered here as unnamed may be deleted at leisure, by any number of workers, any number of times.
 */
import type { Infer } from "convex/values";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { fail } from "../lib/errors";
import { timings } from "../lib/settings";
import { correlationIdFrom } from "../lib/text";
import type {
  vClaimedPlacesAnswer,
  vEmptiedAnswer,
  vReferencedAnswer,
  vWalkAnswer,
} from "../shared/objects";
import { isTerminal, exportEdges } from "../shared/states";

type Reader = Pick<QueryCtx, "db">;
const keyFields: readonly string[] = ["chunkKey", "sourceKey", "posterKey"];

const ofSession = /^projects\/[^/]+\/sessions\/([^/]+)\//;
const ofExport = /\/exports\/([^/]+)-[0-9a-f]+\.[a-z0-9]+$/;

/** Where a session keeps its objects. */
export function sessionPlace(session: Pick<Doc<"videoSessions">, "_id" | "projectId">): string {
  return `projects/${session.projectId}/sessions/${session._id}/`;
}

/** Where an export's files lie: the film and what is beside it, of every attempt. */
export function exportPlace(row: Pick<Doc<"exports">, "_id" | "projectId" | "sessionId">): string {
  const { projectId, sessionId } = row;
  return `${sessionPlace({ _id: sessionId, projectId })}exports/${row._id}-`;
}

/** The places where the objects that rows name lie: a copy's lie where the original was made. */
export function placesOf(rows: readonly object[]): string[] {
  const keys = rows.flatMap((row) =>
    Object.entries(row).flatMap(([name, value]: [string, unknown]) =>
      keyFields.includes(name) && typeof value === "string" && value !== "" ? [value] : [],
    ),
  );
  return [...new Set(keys.map((key) => ofSession.exec(key)?.[0] ?? key))];
}

/** Notes that rows which named objects there are gone. */
export async function leavePlaces(ctx: MutationCtx, prefixes: readonly string[]): Promise<void> {
  for (const prefix of prefixes) {
    const known = await ctx.db
      .query("leftPlaces")
      .withIndex("by_prefix", (q) => q.eq("prefix", prefix))
      .first();
    const fresh = { prefix, dueAt: Date.now(), lastLook: false };
    if (known === null) await ctx.db.insert("leftPlaces", fresh);
    else await ctx.db.patch("leftPlaces", known._id, fresh);
  }
}

/** Has a worker sent for when there is something to do. */
export async function sendForSweep(
  ctx: MutationCtx,
  { now, walk }: { now: number; walk: boolean },
): Promise<boolean> {
  const place = await ctx.db
    .query("leftPlaces")
    .withIndex("by_due", (q) => q.lte("dueAt", now))
    .first();
  const walked = await findWalk(ctx);
  if (walk && walked !== null) await ctx.db.patch("storeWalks", walked._id, { dueAt: now });
  const due = walk || place !== null || walked === null || walked.dueAt <= now;
  if (due) {
    const correlationId = correlationIdFrom(Math.random);
    await ctx.scheduler.runAfter(0, internal.dispatch.sendSweep, { correlationId });
  }
  return due;
}

/** Hands out places that were left; each is asked for again should its worker vanish. */
export async function claimPlaces(
  ctx: MutationCtx,
  { limit, now }: { limit: number; now: number },
): Promise<Infer<typeof vClaimedPlacesAnswer>> {
  const due = await ctx.db
    .query("leftPlaces")
    .withIndex("by_due", (q) => q.lte("dueAt", now))
    .take(Math.min(Math.max(Math.trunc(limit), 1), 100));
  const claim = now + timings.sweepLeaseMs();
  for (const row of due) await ctx.db.patch("leftPlaces", row._id, { dueAt: claim });
  return { places: due.map(({ _id: placeId, prefix }) => ({ placeId, prefix, claim })) };
}

/** A place is looked at twice: an upload that was on its way lands after the first look. */
export async function placeEmptied(
  ctx: MutationCtx,
  { placeId, claim, now }: { placeId: Id<"leftPlaces">; claim: number; now: number },
): Promise<Infer<typeof vEmptiedAnswer>> {
  const row = await ctx.db.get("leftPlaces", placeId);
  // Left once more since it was claimed: that look is still to come.
  if (row?.dueAt !== claim) return { again: row !== null };
  if (row.lastLook) await ctx.db.delete("leftPlaces", placeId);
  else
    await ctx.db.patch("leftPlaces", placeId, { lastLook: true, dueAt: now + timings.strayMs() });
  return { again: !row.lastLook };
}

type Shelf = "chunks" | "sources";
type Done = { shelf: Shelf; after: string | null };

/** Where to look next in the walk through the whole store; nothing when no walk is due. */
export async function walkOn(
  ctx: MutationCtx,
  { done, now }: { done: Done | undefined; now: number },
): Promise<Infer<typeof vWalkAnswer>> {
  const row = await findWalk(ctx);
  const dueAt = now + timings.sweepLeaseMs();
  if (row === null) {
    await ctx.db.insert("storeWalks", { shelf: "chunks", dueAt });
    return stepOf({ shelf: "chunks", after: null });
  }
  if (done === undefined) {
    if (row.dueAt > now) return { walk: null };
    await ctx.db.patch("storeWalks", row._id, { dueAt });
    return stepOf({ shelf: row.shelf, after: row.after ?? null });
  }
  const { shelf, after } = done;
  if (after !== null) {
    await ctx.db.patch("storeWalks", row._id, { shelf, after, dueAt });
    return stepOf(done);
  }
  const over = shelf === "sources";
  const next: Shelf = over ? "chunks" : "sources";
  await ctx.db.replace("storeWalks", row._id, {
    shelf: next,
    dueAt: over ? now + timings.walkMs() : dueAt,
  });
  return over ? { walk: null } : stepOf({ shelf: next, after: null });
}

/** The one row there is. */
async function findWalk({ db }: Reader): Promise<Doc<"storeWalks"> | null> {
  return await db.query("storeWalks").withIndex("by_due").first();
}

function stepOf({ shelf, after }: Done): Infer<typeof vWalkAnswer> {
  return { walk: { shelf, after, graceMs: timings.strayMs() } };
}

/**
 * Which of these keys some row names or may still name, and which lie in a session that is not in this
 * ledger; the rest are strays of attempts that lost.
 */
export async function referenced(
  ctx: Reader,
  keys: readonly string[],
): Promise<Infer<typeof vReferencedAnswer>> {
  if (keys.length > 100) throw fail("request.invalid", { field: "keys", max: 100 });
  const sessions = new Map<string, SessionSays>();
  const found = { referenced: [] as string[], unknown: [] as string[] };
  for (const key of keys) {
    const name = ofSession.exec(key)?.[1] ?? "";
    const session = sessions.get(name) ?? (await askSession(ctx, name));
    sessions.set(name, session);
    if (await isWanted(ctx, key, session)) found.referenced.push(key);
    else if (session === "unknown") found.unknown.push(key);
  }
  return found;
}

type SessionSays = "unknown" | "working" | "resting";

async function askSession(ctx: Reader, name: string): Promise<SessionSays> {
  const sessionId = ctx.db.normalizeId("videoSessions", name);
  if (sessionId === null || (await ctx.db.get("videoSessions", sessionId)) === null)
    return "unknown";
  const unfinished = await ctx.db
    .query("jobs")
    .withIndex("by_session_finished", (q) =>
      q.eq("sessionId", sessionId).eq("finishedAt", undefined),
    )
    .first();
  return unfinished === null ? "resting" : "working";
}

async function isWanted(ctx: Reader, key: string, session: SessionSays): Promise<boolean> {
  const exportName = ofExport.exec(key)?.[1];
  if (exportName !== undefined) return await isOfExport(ctx, exportName, key);
  // What a job makes is named by the report that ends it, which may still be on its way.
  if (session === "working") return true;
  return (await isOfVersion(ctx, key)) || (await isOfTemplate(ctx, key));
}

async function isOfVersion({ db }: Reader, key: string): Promise<boolean> {
  const versions = db.query("sceneVersions");
  const found = await versions.withIndex("by_chunkKey", (q) => q.eq("chunkKey", key)).first();
  if (found !== null) return true;
  const sources = db.query("sceneVersions");
  const source = await sources.withIndex("by_sourceKey", (q) => q.eq("sourceKey", key)).first();
  if (source !== null) return true;
  const posters = db.query("sceneVersions");
  return (await posters.withIndex("by_posterKey", (q) => q.eq("posterKey", key)).first()) !== null;
}

async function isOfTemplate({ db }: Reader, key: string): Promise<boolean> {
  const template = await db
    .query("templates")
    .withIndex("by_posterKey", (q) => q.eq("posterKey", key))
    .first();
  return template !== null;
}

/** The film and its captions; anything while the export is being made. */
async function isOfExport(ctx: Reader, name: string, key: string): Promise<boolean> {
  const exportId = ctx.db.normalizeId("exports", name);
  const row = exportId === null ? null : await ctx.db.get("exports", exportId);
  if (row === null) return false;
  if (!isTerminal(exportEdges, row.status)) return true;
  return key === row.key || key === row.captionsKey;
}
