/** What must be true of a session whatever has happened. */
import { expect } from "vitest";
import { api } from "../_generated/api";
import { isTerminal, jobEdges, ranks, versionEdges } from "../shared/states";
import type { Export, Job, Operation, Scene, Session, Version } from "../shared/views";
import type { Story } from "./story.harness";

export type Picture = {
  session: Session;
  scenes: Scene[];
  removed: Scene[];
  versions: Map<string, Version[]>;
  jobs: Job[];
  exports: Export[];
  history: Operation[];
};

export async function pictureOf({ person, sessionId }: Story): Promise<Picture> {
  const session = await person.query(api.videoSessions.get, { sessionId });
  const scenes = await person.query(api.scenes.listBySession, { sessionId });
  const paginationOpts = { numItems: 200, cursor: null };
  const removed = (await person.query(api.scenes.listRemoved, { sessionId, paginationOpts })).page;
  const versions = new Map<string, Version[]>();
  for (const { _id: sceneId } of [...scenes, ...removed]) {
    versions.set(
      sceneId,
      (await person.query(api.scenes.versions, { sceneId, paginationOpts })).page,
    );
  }
  const jobs = (await person.query(api.jobs.listBySession, { sessionId, paginationOpts })).page;
  const exports = (await person.query(api.exports.listBySession, { sessionId, paginationOpts }))
    .page;
  const history = (await person.query(api.operations.history, { sessionId, paginationOpts })).page;
  return { session, scenes, removed, versions, jobs, exports, history };
}

export function checkPicture(now: Picture): void {
  checkTimeline(now);
  for (const scene of [...now.scenes, ...now.removed])
    checkScene(scene, now.versions.get(scene._id) ?? []);
  checkJobs(now);
  checkHistory(now.history);
}

/** What is being made has one unfinished job, what has ended has none and shows no progress. */
function checkJobs({ session, scenes, versions, jobs, exports }: Picture): void {
  const working = new Set(jobs.filter((job) => !over(job)).map((job) => job._id));
  const all = [...versions.values()].flat();
  for (const { status, jobId, progress, version } of [...all, ...exports.map(asVersion)]) {
    if (status !== "queued" && isTerminal(versionEdges, status))
      expect(progress, `progress of ${version}`).toBeUndefined();
    if (jobId === undefined || isTerminal(versionEdges, status)) continue;
    expect(working.has(jobId), `the job of ${version}, ${status}`).toBe(true);
  }
  const made = [...all, ...exports.map(asVersion)].filter(
    ({ status }) => !isTerminal(versionEdges, status),
  );
  const serving = new Set(made.map(({ jobId }) => jobId));
  for (const job of jobs.filter((one) => !over(one)))
    if (job.kind === "generate") expect(job._id).toBe(session.jobId);
    else expect(serving.has(job._id), `${job.kind} serves nothing`).toBe(true);
  expect(scenes.filter((scene) => scene.pendingVersion !== undefined).length).toBe(
    session.pendingScenes,
  );
  if (["idle", "ready", "error"].includes(session.status)) expect(session.progress).toBeUndefined();
}

type Making = Pick<Version, "status" | "jobId" | "progress" | "version">;

function asVersion({ status, jobId, progress }: Export): Making {
  return {
    status,
    version: -1,
    ...(jobId === undefined ? {} : { jobId }),
    ...(progress === undefined ? {} : { progress }),
  };
}

function over(job: Job): boolean {
  return isTerminal(jobEdges, job.status);
}

/** Steps are numbered in order, and what can be redone comes after all that can be undone. */
function checkHistory(history: readonly Operation[]): void {
  const numbers = history.map((step) => step.seq);
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => b - a));
  const of = (state: Operation["state"]): number[] =>
    history.filter((step) => step.state === state).map((step) => step.seq);
  expect(Math.max(0, ...of("done"))).toBeLessThan(Math.min(Infinity, ...of("undone")));
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

/** Versions and jobs only ever go forward; a new attempt is a step forward too. */
export function checkProgress(before: Picture, now: Picture): void {
  for (const was of before.jobs) {
    const is = now.jobs.find((job) => job._id === was._id);
    // A page holds the newest two hundred.
    if (is === undefined) continue;
    if (over(was)) expect(is).toEqual(was);
    else expect(is.attempt).toBeGreaterThanOrEqual(was.attempt);
  }
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
