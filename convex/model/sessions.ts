/** Sessions: one video in the making, a row of scenes with a size and a rate. */
import type { PaginationOptions, PaginationResult } from "convex/server";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { AuthedMutationCtx, AuthedQueryCtx } from "../lib/access";
import { owned, ownedSession } from "../lib/access";
import { fail } from "../lib/errors";
import { limits } from "../lib/settings";
import { refuseOver } from "../lib/limits";
import { bounded, cleanTitle, wholeNumber } from "../lib/text";
import type { SessionSettings } from "../shared/validators";
import { copyScenes } from "./copies";
import { liveProject } from "./projects";
import { untitled } from "./sessionUpdated";
import { cancelJobsOf, checkPrompt } from "./triggers";

type Session = Doc<"videoSessions">;
type Shape = Pick<Session, "targetFps" | "width" | "height"> &
  Partial<Pick<Session, "theme" | "language" | "style">>;

function even(value: number, field: string): number {
  wholeNumber(value, { min: 64, max: 3840, field });
  if (value % 2 !== 0) throw fail("request.invalid", { field, reason: "must be even" });
  return value;
}

function shapeOf(settings: SessionSettings, base: Shape): Shape {
  const text = (key: "theme" | "language" | "style", max: number): Partial<Shape> => {
    const value = settings[key] ?? base[key];
    return value === undefined ? {} : { [key]: bounded(value, max, key) };
  };
  return {
    targetFps: wholeNumber(settings.targetFps ?? base.targetFps, {
      min: 1,
      max: 60,
      field: "targetFps",
    }),
    width: even(settings.width ?? base.width, "width"),
    height: even(settings.height ?? base.height, "height"),
    ...text("theme", 50),
    ...text("language", 35),
    ...text("style", 400),
  };
}

export async function createSession(
  ctx: AuthedMutationCtx,
  wish: {
    projectId: Id<"projects">;
    title?: string | undefined;
    prompt?: string | undefined;
    settings?: SessionSettings | undefined;
  },
): Promise<Id<"videoSessions">> {
  const project = await liveProject(ctx, wish.projectId);
  refuseMoreSessions(project);
  const { defaultFps, defaultWidth, defaultHeight } = ctx.user.settings;
  const shape = shapeOf(wish.settings ?? {}, {
    targetFps: defaultFps ?? 30,
    width: defaultWidth ?? 1280,
    height: defaultHeight ?? 720,
  });
  const title = wish.title === undefined ? untitled : cleanTitle(wish.title);
  const prompt = wish.prompt === undefined ? {} : { prompt: checkPrompt(wish.prompt) };
  return await insertSession(ctx, project, { title, ...prompt, ...shape });
}

function refuseMoreSessions(project: Doc<"projects">): void {
  refuseOver("limit.sessions_per_project", {
    use: project.sessionCount,
    limit: limits().sessionsPerProject,
  });
}

async function insertSession(
  ctx: MutationCtx,
  project: Doc<"projects">,
  fields: Shape & { title: string; prompt?: string },
): Promise<Id<"videoSessions">> {
  const now = Date.now();
  const sessionId = await ctx.db.insert("videoSessions", {
    ...fields,
    ownerId: project.ownerId,
    projectId: project._id,
    status: "idle",
    codec: "h264",
    audioHz: 48_000,
    durationInFrames: 0,
    sceneCount: 0,
    pendingScenes: 0,
    failedScenes: 0,
    nextBirthIndex: 0,
    operationSeq: 0,
    version: 1,
    createdAt: now,
    updatedAt: now,
  });
  await ctx.db.patch("projects", project._id, {
    sessionCount: project.sessionCount + 1,
    lastSessionId: sessionId,
    updatedAt: now,
  });
  return sessionId;
}

export async function listByProject(
  ctx: AuthedQueryCtx,
  wish: {
    projectId: Id<"projects">;
    paginationOpts: PaginationOptions;
    removed?: boolean | undefined;
  },
): Promise<PaginationResult<Session>> {
  const project = await owned(ctx, "projects", wish.projectId);
  return await ctx.db
    .query("videoSessions")
    .withIndex("by_project_removed_updated", (q) => {
      const mine = q.eq("projectId", project._id);
      return wish.removed === true ? mine.gt("removedAt", 0) : mine.eq("removedAt", undefined);
    })
    .order("desc")
    .paginate(wish.paginationOpts);
}

export async function recent(
  ctx: AuthedQueryCtx,
  wish: { paginationOpts: PaginationOptions; removed?: boolean | undefined },
): Promise<PaginationResult<Session>> {
  return await ctx.db
    .query("videoSessions")
    .withIndex("by_owner_removed_updated", (q) => {
      const mine = q.eq("ownerId", ctx.user._id);
      return wish.removed === true ? mine.gt("removedAt", 0) : mine.eq("removedAt", undefined);
    })
    .order("desc")
    .paginate(wish.paginationOpts);
}

export async function updateSession(
  ctx: AuthedMutationCtx,
  wish: {
    sessionId: Id<"videoSessions">;
    title?: string | undefined;
    settings?: SessionSettings | undefined;
  },
): Promise<null> {
  const session = await ownedSession(ctx, wish.sessionId);
  const shape = wish.settings === undefined ? {} : changedShape(session, wish.settings);
  await ctx.db.patch("videoSessions", session._id, {
    ...(wish.title === undefined ? {} : { title: cleanTitle(wish.title) }),
    ...shape,
    version: session.version + 1,
    updatedAt: Date.now(),
  });
  return null;
}

function changedShape(session: Session, settings: SessionSettings): Shape {
  const shape = shapeOf(settings, session);
  const resized =
    shape.targetFps !== session.targetFps ||
    shape.width !== session.width ||
    shape.height !== session.height;
  if (resized && (session.pendingScenes > 0 || ["queued", "generating"].includes(session.status))) {
    throw fail("session.busy");
  }
  return shape;
}

export async function duplicateSession(
  ctx: AuthedMutationCtx,
  { sessionId }: { sessionId: Id<"videoSessions"> },
): Promise<Id<"videoSessions">> {
  const session = await ownedSession(ctx, sessionId);
  const project = await liveProject(ctx, session.projectId);
  refuseMoreSessions(project);
  return await copySession(ctx, session, {
    projectId: session.projectId,
    title: `${session.title.slice(0, 190)} (copy)`,
  });
}

/** Copies what plays; the copy is at rest and has no history of its own yet. */
export async function copySession(
  ctx: MutationCtx,
  session: Session,
  place: { projectId: Id<"projects">; title: string },
): Promise<Id<"videoSessions">> {
  const project = await ctx.db.get("projects", place.projectId);
  if (project === null) throw fail("resource.not_found");
  const { prompt } = session;
  const copyId = await insertSession(ctx, project, {
    ...shapeOf({}, session),
    title: place.title,
    ...(prompt === undefined ? {} : { prompt }),
  });
  await copyScenes(ctx, session._id, copyId);
  const copied = await ctx.db.get("videoSessions", copyId);
  if (copied !== null && copied.sceneCount > 0)
    await ctx.db.patch("videoSessions", copyId, { status: "ready" });
  return copyId;
}

export async function removeSession(
  ctx: AuthedMutationCtx,
  { sessionId }: { sessionId: Id<"videoSessions"> },
): Promise<null> {
  const session = await ownedSession(ctx, sessionId);
  await cancelJobsOf(ctx, session._id);
  await ctx.db.patch("videoSessions", session._id, { removedAt: Date.now() });
  await countSession(ctx, session.projectId, -1);
  return null;
}

export async function restoreSession(
  ctx: AuthedMutationCtx,
  { sessionId }: { sessionId: Id<"videoSessions"> },
): Promise<null> {
  const session = await owned(ctx, "videoSessions", sessionId);
  if (session.removedAt === undefined) return null;
  const project = await liveProject(ctx, session.projectId);
  refuseMoreSessions(project);
  await ctx.db.patch("videoSessions", sessionId, { removedAt: undefined, updatedAt: Date.now() });
  await countSession(ctx, session.projectId, 1);
  return null;
}

async function countSession(
  ctx: AuthedMutationCtx,
  projectId: Id<"projects">,
  by: number,
): Promise<void> {
  const project = await owned(ctx, "projects", projectId);
  await ctx.db.patch("projects", projectId, {
    sessionCount: project.sessionCount + by,
    updatedAt: Date.now(),
  });
}
