/** Copying in steps: one session a transaction. */
import { v } from "convex/values";
import { internalMutation } from "./_generated/server";
import { copySession as copy } from "./model/sessions";

export const copySession = internalMutation({
  args: { sessionId: v.id("videoSessions"), projectId: v.id("projects") },
  returns: v.null(),
  handler: async (ctx, { sessionId, projectId }) => {
    const session = await ctx.db.get("videoSessions", sessionId);
    const project = await ctx.db.get("projects", projectId);
    if (session !== null && project !== null)
      await copy(ctx, session, { projectId, title: session.title });
    return null;
  },
});
