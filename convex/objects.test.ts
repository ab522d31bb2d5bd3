import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api, internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import type { Backend } from "./tests/backend.harness";
import { startBackend } from "./tests/backend.harness";
import type { Story } from "./tests/story.harness";
import { openSession } from "./tests/story.harness";
import type { SceneJob } from "./tests/worker.harness";
import { call, chunk } from "./tests/worker.harness";

let backend: Backend;
beforeEach(async () => {
  backend = await startBackend();
});
afterEach(async () => await backend.close());

const strayMs = 172_800_000;
const ask = async (name: string, body: object): Promise<Record<string, unknown>> =>
  (await call(backend, `/server/storage.${name}`, { ...body })).body;

type Keys = { chunkKey: string; sourceKey: string; posterKey: string };
type Film = Story & { job: SceneJob & { sceneId: Id<"scenes"> }; keys: Keys; place: string };

const keysIn = (place: string, version: number): Keys => {
  const base = `${place}scenes/0/v${version}-0123456789abcde${version}`;
  return { chunkKey: `${base}.mp4`, sourceKey: `${base}.py`, posterKey: `${base}.jpg` };
};

async function make(story: Story, job: SceneJob, keys: Keys): Promise<void> {
  await story.worker.claim(job.jobId, 1, `claim-${job.jobId}`);
  await story.worker.update(job, "rendering");
  const chunkUrl = `http://chunks.test/${keys.chunkKey}`;
  await story.worker.update(job, "ready", { result: { ...chunk(30), ...keys, chunkUrl } });
}

/** A session with one scene whose objects are named as workers name them. */
async function film(subject: string): Promise<Film> {
  const story = await openSession(backend, subject);
  const { person, projectId, sessionId } = story;
  const job = (await person.mutation(api.scenes.insert, {
    sessionId,
    document: {},
  })) as Film["job"];
  const place = `projects/${projectId}/sessions/${sessionId}/`;
  const keys = keysIn(place, 1);
  await make(story, job, keys);
  return { ...story, job, keys, place };
}

async function wanted(keys: readonly string[]): Promise<string[]> {
  return (await ask("referenced", { keys }))["referenced"] as string[];
}

type Place = { placeId: string; prefix: string; claim: number };

async function claimed(prefix: string): Promise<Place | undefined> {
  const { places } = (await ask("claimPlaces", { limit: 100 })) as { places: Place[] };
  return places.find((place) => place.prefix === prefix);
}

async function purge(sessionId: Id<"videoSessions">): Promise<void> {
  for (let bites = 0; bites < 10; bites += 1)
    await backend.operator.mutation(internal.sweeps.session, { sessionId });
}

describe("[convex:objects:kept] what a row names is wanted", () => {
  test("every version that can be reverted to keeps its objects, and so do scenes and sessions in the bin", async () => {
    const { person, job, keys, place, ...story } = await film("ann");
    const { sceneId } = job;
    const edit = await person.mutation(api.jobs.triggerRender, { sceneId, document: { n: 2 } });
    const newer = keysIn(place, 2);
    await make({ person, ...story }, { ...edit, sceneId }, newer);
    const all = [...Object.values(keys), ...Object.values(newer)];
    const stray = `${place}scenes/0/v1-ffffffffffffffff.mp4`;
    expect(await wanted([...all, stray])).toEqual(all);
    await person.mutation(api.scenes.revert, { sceneId, version: 1 });
    await person.mutation(api.scenes.remove, { sceneId });
    await person.mutation(api.videoSessions.remove, { sessionId: story.sessionId });
    expect(await wanted([...all, stray])).toEqual(all);
  });

  test("while a job of the session is unfinished all of it is wanted; afterwards what it named", async () => {
    const { person, job, place, sessionId } = await film("bob");
    const { sceneId } = job;
    const { jobId } = await person.mutation(api.jobs.triggerEdit, { sceneId, prompt: "x" });
    const upload = `${place}scenes/0/v2-aaaaaaaaaaaaaaaa.mp4`;
    expect(await wanted([upload])).toEqual([upload]);
    await person.mutation(api.jobs.cancel, { jobId });
    expect(await ask("referenced", { keys: [upload] })).toEqual({ referenced: [], unknown: [] });
    await purge(sessionId);
    expect(await ask("referenced", { keys: [upload] })).toEqual({
      referenced: [],
      unknown: [upload],
    });
  });

  test("an export's film and its captions, until the export is removed", async () => {
    const { person, worker, place, sessionId } = await film("cid");
    const wish = { sessionId, format: "mp4", quality: "720p", fps: 30 } as const;
    const { exportId, jobId } = await person.mutation(api.jobs.triggerExport, wish);
    const key = `${place}exports/${exportId}-0123456789abcdef.mp4`;
    const captionsKey = `${place}exports/${exportId}-aaaaaaaaaaaaaaaa.vtt`;
    const lost = `${place}exports/${exportId}-ffffffffffffffff.mp4`;
    expect(await wanted([key, captionsKey, lost])).toEqual([key, captionsKey, lost]);
    await worker.claim(jobId, 1, "exporting");
    const facts = { bytes: 1, checksum: "sum", durationInFrames: 30, fps: 30, width: 2, height: 2 };
    await call(backend, "/callbacks/export-updated", {
      ...{ jobId, attempt: 1, seq: 1, exportId, status: "uploading" },
    });
    await call(backend, "/callbacks/export-updated", {
      ...{ jobId, attempt: 1, seq: 2, exportId, status: "ready" },
      result: { ...facts, key, captionsKey, url: `http://chunks.test/${key}` },
    });
    expect(await wanted([key, captionsKey, lost])).toEqual([key, captionsKey]);
    await person.mutation(api.exports.remove, { exportId });
    expect(await wanted([key, captionsKey, lost])).toEqual([]);
    expect(await claimed(`${place}exports/${exportId}-`)).toBeDefined();
  });

  test("a template's picture outlives the session it was made in", async () => {
    const { person, job, keys, sessionId } = await film("dot");
    const templateId = await person.mutation(api.templates.saveFromScene, {
      ...{ sceneId: job.sceneId, title: "Mine" },
    });
    await purge(sessionId);
    expect(await wanted(Object.values(keys))).toEqual([keys.posterKey]);
    await person.mutation(api.templates.remove, { templateId });
    expect(await wanted(Object.values(keys))).toEqual([]);
  });
});

describe("[convex:objects:places] what is deleted leaves its place to be swept", () => {
  test("a copy keeps the objects of the original, and its own end sends for them", async () => {
    const { person, keys, place, sessionId } = await film("eve");
    const copyId = await person.mutation(api.videoSessions.duplicate, { sessionId });
    await purge(sessionId);
    expect(await claimed(place)).toMatchObject({ prefix: place });
    expect(await wanted(Object.values(keys))).toEqual(Object.values(keys));
    await purge(copyId);
    expect(await claimed(place)).toMatchObject({ prefix: place });
    expect(await wanted(Object.values(keys))).toEqual([]);
  });

  test("a place is handed to one worker at a time, and looked at twice", async () => {
    const { place, sessionId } = await film("fay");
    await purge(sessionId);
    const first = await claimed(place);
    expect(await claimed(place)).toBeUndefined();
    const { placeId = "", claim = 0 } = first ?? {};
    expect(await ask("placeEmptied", { placeId, claim: claim + 1 })).toEqual({ again: true });
    expect(await ask("placeEmptied", { placeId, claim })).toEqual({ again: true });
    expect(await ask("placeEmptied", { placeId, claim })).toEqual({ again: true });
    expect(await claimed(place)).toBeUndefined();
    const now = Date.now();
    const due = async (at: number): Promise<boolean> =>
      backend.operator.mutation(internal.sweeps.objects, { now: at });
    expect(await due(now + strayMs + 60_000)).toBe(true);
    expect(await ask("placeEmptied", { placeId: "nothing", claim })).toEqual({ again: false });
  });

  test("a project shows the picture of a session that is left", async () => {
    const { person, projectId, sessionId } = await film("gus");
    const shown = async (): Promise<string | undefined> =>
      (await person.query(api.projects.get, { projectId })).posterUrl;
    expect(await shown()).toBeDefined();
    await person.mutation(api.videoSessions.remove, { sessionId });
    await purge(sessionId);
    expect(await shown()).toBeUndefined();
  });
});

describe("[convex:objects:walk] a walk through the store goes on where it was left", () => {
  test("both shelves in pages, one worker at a time, and not again before its day", async () => {
    const step = async (body: object = {}): Promise<unknown> => (await ask("walk", body))["walk"];
    const graceMs = strayMs;
    expect(await step()).toEqual({ shelf: "chunks", after: null, graceMs });
    expect(await step()).toBeNull();
    expect(await step({ done: { shelf: "chunks", after: "k" } })).toEqual({
      ...{ shelf: "chunks", after: "k", graceMs },
    });
    // The worker died: an operator, or the lease's end, lets another go on from there.
    await backend.operator.mutation(internal.sweeps.objects, { walk: true });
    expect(await step()).toEqual({ shelf: "chunks", after: "k", graceMs });
    expect(await step({ done: { shelf: "chunks", after: null } })).toEqual({
      ...{ shelf: "sources", after: null, graceMs },
    });
    expect(await step({ done: { shelf: "sources", after: null } })).toBeNull();
    expect(await step()).toBeNull();
    await backend.operator.mutation(internal.sweeps.objects, { walk: true });
    expect(await step()).toEqual({ shelf: "chunks", after: null, graceMs });
  });

  test("the sweep is sent for when it has something to do, with a job of one name", async () => {
    const { sessionId } = await film("hal");
    await purge(sessionId);
    expect(await backend.operator.mutation(internal.sweeps.objects, {})).toBe(true);
    const post = await backend.api.posted((one) => one.path === "/jobs/sweep");
    expect(post.body).toMatchObject({ route: "/jobs/sweep", jobId: "sweep", attempt: 1 });
  });
});
