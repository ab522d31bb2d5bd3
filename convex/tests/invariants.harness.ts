/** What must be true of a session whatever has happened. */
import { expect } from "vitest";
import { api } from "../_generated/api";
import { isTerminal, ranks, versionEdges } from "../shared/states";
import type { Scene, Session, Version } from "../shared/views";
import type { Story } from "./story.harness";

export type Picture = {
  session: Session;
  scenes: Scene[];
  removed: Scene[];
  versions: Map<string, Version[]>;
};

export async function pictureOf({ person, sessionId }: Story): Promise<Picture> {
  const session = await person.query(api.videoSessions.get, { sessionId });
  const scenes = await person.query(api.scenes.listBySession, { sessionId });
  const paginationOpts = { numItems: 500, cursor: null };
  const removed = (await person.query(api.scenes.listRemoved, { sessionId, paginationOpts })).page;
  const versions = new Map<string, Version[]>();
  for (const { _id: sceneId } of [...scenes, ...removed]) {
    versions.set(
      sceneId,
      (await person.query(api.scenes.versions, { sceneId, paginationOpts })).page,
    );
  }
  return { session, scenes, removed, versions };
}

export function checkPicture(now: Picture): void {
  checkTimeline(now);
  for (const scene of [...now.scenes, ...now.removed])
    checkScene(scene, now.versions.get(scene._id) ?? []);
}

/** Frames are contiguous and sum to the session's duration; its counts are those of its scenes. */
function checkTimeline({ session, scenes }: Picture): void {
  let frame = 0;
  for (const [index, scene] of scenes.entries()) {
    expect([scene.index, scene.startFrame, scene.endFrame]).toEqual([
      index,
      frame,
      frame + scene.durationInFrames - 1,
    ]);
    frame = scene.endFrame + 1;
  }
  const pending = scenes.filter((scene) => scene.pendingVersion !== undefined);
  const failed = scenes.filter(
    (scene) => scene.pendingVersion === undefined && scene.liveVersion === undefined,
  );
  expect(session).toMatchObject({
    durationInFrames: frame,
    sceneCount: scenes.length,
    pendingScenes: pending.length,
    failedScenes: failed.length,
  });
}

/** The live pointer names a ready version, the pending one a version in the making, and none is lost. */
function checkScene(scene: Scene, versions: readonly Version[]): void {
  expect(versions.map((version) => version.version)).toEqual(
    Array.from({ length: scene.version }, (_, index) => scene.version - index),
  );
  const byNumber = (number: number | undefined): Version | undefined =>
    versions.find((version) => version.version === number);
  const live = byNumber(scene.liveVersion);
  if (scene.liveVersion === undefined) expect(scene.durationInFrames).toBe(0);
  else
    expect(live).toMatchObject({
      status: "ready",
      durationInFrames: scene.durationInFrames,
      chunkKey: scene.s3ChunkKey,
    });
  const making = versions.filter((version) => !isTerminal(versionEdges, version.status));
  expect(making.map((version) => version.version)).toEqual(
    scene.pendingVersion === undefined ? [] : [scene.pendingVersion],
  );
  expect(scene.status).toBe(making[0]?.status ?? (live === undefined ? scene.status : "ready"));
}

/** Versions only ever go forward; a new attempt is a step forward too. */
export function checkProgress(before: Picture, now: Picture): void {
  for (const [sceneId, versions] of before.versions) {
    const later = now.versions.get(sceneId) ?? [];
    for (const was of versions) {
      const is = later.find((version) => version.version === was.version);
      expect(is, `version ${was.version} of ${sceneId}`).toBeDefined();
      if (is === undefined) continue;
      if (isTerminal(versionEdges, was.status)) expect(is.status).toBe(was.status);
      else expect(place(is)).toBeGreaterThanOrEqual(place(was));
    }
  }
}

function place(version: Version): number {
  return version.attempt * 10 + ranks.version[version.status];
}
