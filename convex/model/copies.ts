/** Scenes and sessions made from what is already rendered: nothing is rendered again. */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { getScene, getSession, insertScene, scenesFrom } from "./timeline";
import type { Source, Version } from "./versions";
import { findSource, findVersion, freshVersion, getVersion, showVersion } from "./versions";

type Scene = Doc<"scenes">;

export type ReadyScene = {
  /** Whose session, title and texts the new scene takes unless `fields` says otherwise. */
  like: Scene;
  sessionId?: Id<"videoSessions">;
  index: number;
  birthIndex: number;
  fields: Partial<Pick<Scene, "title">>;
  version: Omit<Partial<Version>, "_id" | "_creationTime"> & Pick<Version, "kind" | "docsUsed">;
  source: Partial<Source>;
};

/** A scene whose first version is ready from birth. */
export async function makeReadyScene(ctx: MutationCtx, made: ReadyScene): Promise<Scene> {
  const { like, index, birthIndex } = made;
  const session = await getSession(ctx, made.sessionId ?? like.sessionId);
  const scene = await insertScene(ctx, {
    ownerId: session.ownerId,
    projectId: session.projectId,
    sessionId: session._id,
    index,
    birthIndex,
    ...textsOf(like),
    ...made.fields,
    status: "ready",
    version: 1,
    locked: false,
  });
  const versionId = await ctx.db.insert("sceneVersions", {
    ...freshVersion(scene, 1),
    ...made.version,
    status: "ready",
    finishedAt: Date.now(),
  });
  await ctx.db.insert("sceneSources", {
    plays: [],
    attemptsLog: [],
    ...made.source,
    sceneId: scene._id,
    sessionId: session._id,
    version: 1,
  });
  return await showVersion(ctx, scene, await getVersion(ctx, versionId));
}

function textsOf(scene: Scene): Pick<Scene, "title" | "summary" | "narration"> {
  const { title, summary, narration } = scene;
  return {
    ...(title === undefined ? {} : { title }),
    ...(summary === undefined ? {} : { summary }),
    ...(narration === undefined ? {} : { narration }),
  };
}

/** Copies a scene's live version into a new scene. A scene that plays nothing has nothing to copy. */
export async function copyScene(
  ctx: MutationCtx,
  scene: Scene,
  place: { sessionId: Id<"videoSessions">; index: number },
): Promise<Scene | null> {
  const live =
    scene.liveVersion === undefined ? null : await findVersion(ctx, scene._id, scene.liveVersion);
  if (live === null) return null;
  const source = await findSource(ctx, scene._id, live.version);
  const session = await getSession(ctx, place.sessionId);
  const birthIndex = session.nextBirthIndex;
  await ctx.db.patch("videoSessions", session._id, { nextBirthIndex: birthIndex + 1 });
  return await makeReadyScene(ctx, {
    like: scene,
    ...place,
    birthIndex,
    fields: {},
    version: copyOfVersion(live),
    source: source === null ? {} : copyOfSource(source),
  });
}

function copyOfVersion(live: Version): ReadyScene["version"] {
  const dropped = [
    "_id",
    "_creationTime",
    "jobId",
    "fence",
    "sceneId",
    "sessionId",
    "projectId",
    "ownerId",
    "version",
  ];
  const rest = without(live, [
    ...dropped,
    "baseVersion",
    "createdAt",
    "attempt",
    "splitBirthIndex",
  ]);
  return { ...rest, kind: "copy", docsUsed: live.docsUsed };
}

function copyOfSource(source: Source): Partial<Source> {
  return without(source, [
    "_id",
    "_creationTime",
    "sceneId",
    "sessionId",
    "version",
    "operations",
    "splitAtFrame",
  ]);
}

function without<Row extends object>(row: Row, keys: readonly string[]): Partial<Row> {
  return Object.fromEntries(
    Object.entries(row).filter(([key]) => !keys.includes(key)),
  ) as Partial<Row>;
}

/** Copies what plays in a session, in order, into another. */
export async function copyScenes(
  ctx: MutationCtx,
  from: Id<"videoSessions">,
  to: Id<"videoSessions">,
): Promise<void> {
  let index = 0;
  for (const scene of await scenesFrom(ctx, from, 0)) {
    if ((await copyScene(ctx, await getScene(ctx, scene._id), { sessionId: to, index })) !== null)
      index += 1;
  }
}
