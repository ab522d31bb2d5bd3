/** Projects: a person's folders of sessions. */
import type { PaginationOptions, PaginationResult } from "convex/server";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { AuthedMutationCtx, AuthedQueryCtx } from "../lib/access";
import { owned } from "../lib/access";
import { notFound } from "../lib/errors";
import { ceilings, limits } from "../lib/settings";
import { refuseOver } from "../lib/limits";
import { bounded, cleanTitle } from "../lib/text";
import { cancelJobsOf } from "./triggers";

type Project = Doc<"projects">;

async function liveProjects(ctx: AuthedQueryCtx | AuthedMutationCtx): Promise<Project[]> {
  return await ctx.db
    .query("projects")
    .withIndex("by_owner_removed_updated", (q) =>
      q.eq("ownerId", ctx.user._id).eq("removedAt", undefined),
    )
    .order("desc")
    .take(ceilings.projects);
}

async function refuseMoreProjects(ctx: AuthedMutationCtx): Promise<void> {
  const use = (await liveProjects(ctx)).length;
  refuseOver("limit.projects", { use, limit: limits().projects });
}

export async function createProject(
  ctx: AuthedMutationCtx,
  wish: { title: string; description?: string | undefined },
): Promise<Id<"projects">> {
  await refuseMoreProjects(ctx);
  const title = cleanTitle(wish.title);
  const description =
    wish.description === undefined
      ? undefined
      : bounded(wish.description.trim(), 2000, "description");
  const now = Date.now();
  return await ctx.db.insert("projects", {
    ownerId: ctx.user._id,
    title,
    ...(description === undefined ? {} : { description }),
    sessionCount: 0,
    searchText: searchText(title, description),
    createdAt: now,
    updatedAt: now,
  });
}

function searchText(title: string, description: string | undefined): string {
  return `${title} ${description ?? ""}`.toLowerCase();
}

export async function listProjects(
  ctx: AuthedQueryCtx,
  wish: {
    paginationOpts: PaginationOptions;
    removed?: boolean | undefined;
    order?: "updated" | "created" | undefined;
  },
): Promise<PaginationResult<Project>> {
  const projects = ctx.db.query("projects");
  const rows =
    wish.removed === true
      ? projects.withIndex("by_owner_removed", (q) =>
          q.eq("ownerId", ctx.user._id).gt("removedAt", 0),
        )
      : wish.order === "created"
        ? projects.withIndex("by_owner_removed", (q) =>
            q.eq("ownerId", ctx.user._id).eq("removedAt", undefined),
          )
        : projects.withIndex("by_owner_removed_updated", (q) =>
            q.eq("ownerId", ctx.user._id).eq("removedAt", undefined),
          );
  return await rows.order("desc").paginate(wish.paginationOpts);
}

/** Substring search over at most as many projects as a person may have; no text index needed. */
export async function searchProjects(
  ctx: AuthedQueryCtx,
  wish: { text: string; limit?: number | undefined },
): Promise<Project[]> {
  const words = bounded(wish.text, 200, "text")
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const found = (await liveProjects(ctx)).filter((project) =>
    words.every((word) => project.searchText.includes(word)),
  );
  return found.slice(0, Math.min(Math.max(wish.limit ?? 20, 1), 100));
}

export async function updateProject(
  ctx: AuthedMutationCtx,
  wish: { projectId: Id<"projects">; title?: string | undefined; description?: string | undefined },
): Promise<null> {
  const project = await liveProject(ctx, wish.projectId);
  const title = wish.title === undefined ? project.title : cleanTitle(wish.title);
  const description =
    wish.description === undefined
      ? project.description
      : bounded(wish.description.trim(), 2000, "description");
  await ctx.db.patch("projects", project._id, {
    title,
    ...(description === undefined ? {} : { description }),
    searchText: searchText(title, description),
    updatedAt: Date.now(),
  });
  return null;
}

export async function liveProject(ctx: AuthedMutationCtx, id: Id<"projects">): Promise<Project> {
  const project = await owned(ctx, "projects", id);
  if (project.removedAt !== undefined) throw notFound();
  return project;
}

/** Copies the project; each session is copied by a transaction of its own, so a large project fits. */
export async function duplicateProject(
  ctx: AuthedMutationCtx,
  { projectId }: { projectId: Id<"projects"> },
): Promise<Id<"projects">> {
  const project = await liveProject(ctx, projectId);
  const copyId = await createProject(ctx, {
    title: `${project.title.slice(0, 190)} (copy)`,
    description: project.description,
  });
  const sessions = await sessionsOf(ctx, projectId);
  for (const session of sessions) {
    await ctx.scheduler.runAfter(0, internal.copies.copySession, {
      sessionId: session._id,
      projectId: copyId,
    });
  }
  return copyId;
}

async function sessionsOf(
  ctx: AuthedMutationCtx,
  projectId: Id<"projects">,
): Promise<Doc<"videoSessions">[]> {
  return await ctx.db
    .query("videoSessions")
    .withIndex("by_project_removed_updated", (q) =>
      q.eq("projectId", projectId).eq("removedAt", undefined),
    )
    .take(ceilings.sessionsPerProject);
}

/** Into the bin: its sessions are out of reach and their jobs end; nothing is deleted for 30 days. */
export async function removeProject(
  ctx: AuthedMutationCtx,
  { projectId }: { projectId: Id<"projects"> },
): Promise<null> {
  const project = await liveProject(ctx, projectId);
  const removedAt = Date.now();
  for (const session of await sessionsOf(ctx, projectId)) {
    await cancelJobsOf(ctx, session._id);
    await ctx.db.patch("videoSessions", session._id, { removedAt });
  }
  await ctx.db.patch("projects", project._id, { removedAt });
  return null;
}

/** Brings back the project and the sessions that went with it, not those removed before. */
export async function restoreProject(
  ctx: AuthedMutationCtx,
  { projectId }: { projectId: Id<"projects"> },
): Promise<null> {
  const project = await owned(ctx, "projects", projectId);
  const { removedAt } = project;
  if (removedAt === undefined) return null;
  await refuseMoreProjects(ctx);
  const sessions = await ctx.db
    .query("videoSessions")
    .withIndex("by_project_removed_updated", (q) =>
      q.eq("projectId", projectId).eq("removedAt", removedAt),
    )
    .take(ceilings.sessionsPerProject);
  for (const session of sessions)
    await ctx.db.patch("videoSessions", session._id, { removedAt: undefined });
  await ctx.db.patch("projects", projectId, { removedAt: undefined, updatedAt: Date.now() });
  return null;
}
