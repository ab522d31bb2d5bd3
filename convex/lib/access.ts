/** Who is calling, and what is theirs. */
import type { Doc, Id, TableNames } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { fail, notFound } from "./errors";

export type Reader = Pick<QueryCtx, "db" | "auth">;
export type User = Doc<"users">;

/** Tables whose rows name their owner. */
export type OwnedTable = {
  [Table in TableNames]: Doc<Table> extends { ownerId: Id<"users"> } ? Table : never;
}[TableNames];

export async function currentUser(ctx: Reader): Promise<User> {
  const identity = await ctx.auth.getUserIdentity();
  if (identity === null) throw notFound();
  const user = await ctx.db
    .query("users")
    .withIndex("by_externalId", (q) => q.eq("externalId", identity.subject))
    .unique();
  if (user === null || user.removing === true) throw notFound();
  return user;
}

/** A row of the caller's, or the one refusal. */
export async function owned<Table extends OwnedTable>(
  ctx: { db: QueryCtx["db"]; user: User },
  table: Table,
  id: Id<Table>,
): Promise<Doc<Table>> {
  const row: (Doc<Table> & { ownerId?: Id<"users"> }) | null = await ctx.db.get(table, id);
  if (row?.ownerId !== ctx.user._id) throw notFound();
  return row;
}

export type AuthedQueryCtx = QueryCtx & { user: User };
export type AuthedMutationCtx = MutationCtx & { user: User };

export function requireAdmin(user: User): void {
  if (user.role !== "admin") throw fail("access.forbidden");
}

/** A session that is not in the bin, nor its project. */
export async function ownedSession(
  ctx: { db: QueryCtx["db"]; user: User },
  id: Id<"videoSessions">,
): Promise<Doc<"videoSessions">> {
  const session = await owned(ctx, "videoSessions", id);
  if (session.removedAt !== undefined) throw notFound();
  return session;
}

/** A scene that is not removed, with its session. */
export async function ownedScene(
  ctx: { db: QueryCtx["db"]; user: User },
  id: Id<"scenes">,
): Promise<{ scene: Doc<"scenes">; session: Doc<"videoSessions"> }> {
  const scene = await owned(ctx, "scenes", id);
  if (scene.removedAt !== undefined) throw notFound();
  return { scene, session: await ownedSession(ctx, scene.sessionId) };
}
