/** Writing the undo log. Undoing and redoing is in `operations.ts`. */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { Effect } from "../shared/validators";
import { getSession } from "./timeline";

/** A step forgets at most this many undone ones; the rest are forgotten by the next step. */
const droppedAtOnce = 500;

export type Step = {
  ownerId: Id<"users">;
  sessionId: Id<"videoSessions">;
  sceneId?: Id<"scenes">;
  kind: Doc<"operations">["kind"];
  label: string;
  effects: Effect[];
};

/** Writes a step that was just done; what had been undone before it can't be redone any more. */
export async function record(ctx: MutationCtx, step: Step): Promise<void> {
  const undone = await ctx.db
    .query("operations")
    .withIndex("by_session_owner_state_seq", (q) =>
      q.eq("sessionId", step.sessionId).eq("ownerId", step.ownerId).eq("state", "undone"),
    )
    .take(droppedAtOnce);
  for (const operation of undone)
    await ctx.db.patch("operations", operation._id, { state: "dropped" });
  const session = await getSession(ctx, step.sessionId);
  const seq = session.operationSeq + 1;
  await ctx.db.patch("videoSessions", session._id, { operationSeq: seq });
  await ctx.db.insert("operations", { ...step, seq, state: "done", at: Date.now() });
}

/** How a step names its scene. */
export function sceneName(scene: Doc<"scenes">): string {
  return scene.title === undefined ? `scene ${scene.index + 1}` : `“${scene.title}”`;
}
