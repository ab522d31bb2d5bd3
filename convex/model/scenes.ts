/** Making scenes: at a place in a session, with a first version to be written or rendered. */
import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { wakeSession } from "./settle";
import { getSession, insertScene, refuseMoreScenes } from "./timeline";
import type { NewVersion, Started } from "./versions";
import { startVersion } from "./versions";

export type NewSceneWish = Omit<NewVersion, "scene"> & {
  sessionId: Id<"videoSessions">;
  index: number;
  title?: string | undefined;
  summary?: string | undefined;
  narration?: string | undefined;
};

export async function addScene(ctx: MutationCtx, wish: NewSceneWish): Promise<Started> {
  const { sessionId, index, title, summary, narration, ...version } = wish;
  const session = await getSession(ctx, sessionId);
  refuseMoreScenes(session);
  const birthIndex = session.nextBirthIndex;
  await ctx.db.patch("videoSessions", sessionId, { nextBirthIndex: birthIndex + 1 });
  const scene = await insertScene(ctx, {
    ownerId: session.ownerId,
    projectId: session.projectId,
    sessionId,
    index,
    birthIndex,
    status: "queued",
    version: 0,
    locked: false,
    ...(title === undefined ? {} : { title }),
    ...(summary === undefined ? {} : { summary }),
    ...(narration === undefined ? {} : { narration }),
  });
  const started = await startVersion(ctx, { ...version, scene });
  await wakeSession(ctx, sessionId);
  return started;
}
