import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import type { Backend } from "./tests/backend.harness";
import { startBackend } from "./tests/backend.harness";
import { refusal } from "./tests/refusal.harness";
import type { Generated } from "./tests/story.harness";
import { generated } from "./tests/story.harness";
import { chunk } from "./tests/worker.harness";

let backend: Backend;
beforeEach(async () => {
  backend = await startBackend();
});
afterEach(async () => await backend.close());

const page = { numItems: 50, cursor: null };

type Running = { jobId: Id<"jobs">; sceneId: Id<"scenes">; version: number };

async function editing({ person }: Generated, sceneId: Id<"scenes">): Promise<Running> {
  const started = await person.mutation(api.jobs.triggerEdit, { sceneId, prompt: "change" });
  return { ...started, sceneId };
}

async function splitting({ person }: Generated, sceneId: Id<"scenes">): Promise<Running> {
  const started = await person.mutation(api.scenes.split, { sceneId, atFrame: 10 });
  return { ...started, sceneId };
}

async function finishSplit({ worker }: Generated, job: Running, frames: number): Promise<void> {
  await worker.claim(job.jobId, 1, `claim-${job.jobId}`);
  const result = {
    ...chunk(10, `${job.jobId}-a`),
    splitRest: chunk(frames - 10, `${job.jobId}-b`),
  };
  await worker.update(job, "ready", { result });
}

async function lengths({ person, sessionId }: Generated): Promise<number[]> {
  const scenes = await person.query(api.scenes.listBySession, { sessionId });
  return scenes.map((scene) => scene.durationInFrames);
}

describe("[convex:operations:hostile] what people do to a scene while it is being made", () => {
  test("of two edits at the same moment one supersedes the other, and both are kept", async () => {
    const story = await generated(backend, [30]);
    const { person, scenes } = story;
    const [{ sceneId }] = scenes;
    const both = await Promise.all([editing(story, sceneId), editing(story, sceneId)]);
    expect(both.map((one) => one.version).sort()).toEqual([2, 3]);
    const { page: versions } = await person.query(api.scenes.versions, {
      sceneId,
      paginationOpts: page,
    });
    expect(versions.map((one) => one.status)).toEqual(["queued", "superseded", "ready"]);
    expect(await person.query(api.jobs.active, {})).toHaveLength(1);
  });

  test("undo after a superseded edit undoes what was shown, not what was not", async () => {
    const story = await generated(backend, [30]);
    const { person, worker, sessionId, scenes } = story;
    const [{ sceneId }] = scenes;
    await editing(story, sceneId);
    await worker.render(await editing(story, sceneId), 40);
    await person.mutation(api.operations.undo, { sessionId });
    expect(await lengths(story)).toEqual([30]);
    expect((await refusal(person.mutation(api.operations.undo, { sessionId }))).code).toBe(
      "operation.nothing_to_undo",
    );
    await person.mutation(api.operations.redo, { sessionId });
    expect(await lengths(story)).toEqual([40]);
  });

  test("undo of an edit waits for no later edit: that one lands on top and can be undone alone", async () => {
    const story = await generated(backend, [30]);
    const { person, worker, sessionId, scenes } = story;
    const [{ sceneId }] = scenes;
    await worker.render(await editing(story, sceneId), 40);
    const later = await editing(story, sceneId);
    await person.mutation(api.operations.undo, { sessionId });
    expect(await lengths(story)).toEqual([30]);
    await worker.render(later, 50);
    expect(await lengths(story)).toEqual([50]);
    await person.mutation(api.operations.undo, { sessionId });
    expect(await lengths(story)).toEqual([30]);
    // What had been undone before the later edit landed is gone from the redo side.
    await person.mutation(api.operations.redo, { sessionId });
    expect(await lengths(story)).toEqual([50]);
    expect((await refusal(person.mutation(api.operations.redo, { sessionId }))).code).toBe(
      "operation.nothing_to_redo",
    );
  });

  test("undo of an edit of a scene that was removed brings back the scene first", async () => {
    const story = await generated(backend, [30, 20]);
    const { person, worker, sessionId, scenes } = story;
    const [{ sceneId }] = scenes;
    await worker.render(await editing(story, sceneId), 40);
    await person.mutation(api.scenes.remove, { sceneId });
    await person.mutation(api.operations.undo, { sessionId });
    expect(await lengths(story)).toEqual([40, 20]);
    await person.mutation(api.operations.undo, { sessionId });
    expect(await lengths(story)).toEqual([30, 20]);
  });

  test("a split of a scene whose edit is running supersedes the edit and cuts what plays", async () => {
    const story = await generated(backend, [30]);
    const { person, worker, sessionId, scenes } = story;
    const [{ sceneId }] = scenes;
    const edit = await editing(story, sceneId);
    await worker.claim(edit.jobId, 1, "edit");
    const split = await splitting(story, sceneId);
    const late = await worker.update(edit, "ready", { result: chunk(99, "late") });
    expect(late).toMatchObject({ accepted: false, ignored: "superseded" });
    await finishSplit(story, split, 30);
    expect(await lengths(story)).toEqual([10, 20]);
    await person.mutation(api.operations.undo, { sessionId });
    expect(await lengths(story)).toEqual([30]);
    await person.mutation(api.operations.redo, { sessionId });
    expect(await lengths(story)).toEqual([10, 20]);
  });

  test("a split remembers what it cut, though another version plays when it ends", async () => {
    const story = await generated(backend, [30]);
    const { person, worker, scenes } = story;
    const [{ sceneId }] = scenes;
    await worker.render(await editing(story, sceneId), 60);
    await finishSplit(story, await splitting(story, sceneId), 60);
    const again = await splitting(story, sceneId).catch((error: unknown) => error);
    // The first half is ten frames long, so there is no frame ten to cut at.
    expect(again).toMatchObject({ data: { code: "scene.bad_split" } });
    const { jobId, version } = await person.mutation(api.scenes.split, { sceneId, atFrame: 4 });
    await person.mutation(api.scenes.revert, { sceneId, version: 1 });
    await worker.claim(jobId, 1, "cut");
    const result = { ...chunk(4, "c"), splitRest: chunk(6, "d") };
    await worker.update({ jobId, sceneId, version }, "ready", { result });
    const { trim } = await person.query(api.scenes.source, { sceneId, version });
    expect(trim).toEqual({ fromFrame: 0, toFrame: 4, ofFrames: 60 });
    const [, second] = await person.query(api.scenes.listBySession, {
      sessionId: story.sessionId,
    });
    const rest = await person.query(api.scenes.source, { sceneId: second?._id ?? sceneId });
    expect(rest.trim).toEqual({ fromFrame: 4, toFrame: 10, ofFrames: 60 });
  });

  test("both halves of a split keep the text of the whole, and what changes one is cut to it", async () => {
    const story = await generated(backend, [30]);
    const { person, worker, scenes, sessionId } = story;
    const [{ sceneId }] = scenes;
    const code = "from manim import *";
    const written = await person.mutation(api.jobs.triggerRender, { sceneId, code });
    await worker.render({ ...written, sceneId }, 30);
    await finishSplit(story, await splitting(story, sceneId), 30);
    const [first, second] = await person.query(api.scenes.listBySession, { sessionId });
    const half = second?._id ?? sceneId;
    for (const scene of [first?._id ?? sceneId, half])
      expect((await person.query(api.scenes.source, { sceneId: scene })).code).toBe(code);
    const edit = await editing(story, half);
    const { body } = await backend.api.posted((post) => post.body["jobId"] === edit.jobId);
    const trim = { fromFrame: 10, toFrame: 30, ofFrames: 30 };
    expect(body).toMatchObject({ source: { code, trim } });
    await worker.claim(edit.jobId, 1, "half");
    await worker.update(edit, "ready", { result: chunk(25, "longer") });
    const after = await person.query(api.scenes.source, { sceneId: half });
    expect(after.trim).toEqual({ fromFrame: 10, toFrame: 35, ofFrames: 35 });
    expect(await lengths(story)).toEqual([10, 25]);
  });

  test("half a split is refused: nothing moves and the worker may say it again whole", async () => {
    const story = await generated(backend, [30]);
    const { worker, scenes } = story;
    const split = await splitting(story, scenes[0].sceneId);
    await worker.claim(split.jobId, 1, "cut");
    for (const result of [chunk(10, "a"), { ...chunk(10, "a"), splitRest: chunk(0, "b") }])
      expect(await worker.update(split, "ready", { result })).toMatchObject({
        code: "request.invalid",
      });
    expect(await lengths(story)).toEqual([30]);
    await finishSplit(story, split, 30);
    expect(await lengths(story)).toEqual([10, 20]);
  });

  test("reverting to a version that failed, was cancelled or superseded is refused", async () => {
    const story = await generated(backend, [30]);
    const { person, worker, scenes } = story;
    const [{ sceneId }] = scenes;
    await worker.fail(await editing(story, sceneId));
    await editing(story, sceneId);
    const cancelled = await editing(story, sceneId);
    await person.mutation(api.jobs.cancel, { jobId: cancelled.jobId });
    for (const [version, status] of [
      [2, "error"],
      [3, "superseded"],
      [4, "cancelled"],
    ] as const)
      expect(await refusal(person.mutation(api.scenes.revert, { sceneId, version }))).toMatchObject(
        { code: "scene.version_not_ready", details: { status } },
      );
    expect(await lengths(story)).toEqual([30]);
  });

  test("a scene restored after its job ended shows what it played and waits for nothing", async () => {
    const story = await generated(backend, [30, 20]);
    const { person, worker, sessionId, scenes } = story;
    const [{ sceneId }] = scenes;
    const edit = await editing(story, sceneId);
    await worker.claim(edit.jobId, 1, "edit");
    await person.mutation(api.scenes.remove, { sceneId });
    const late = await worker.update(edit, "ready", { result: chunk(99, "late") });
    expect(late).toMatchObject({ accepted: false, cancelled: true });
    await person.mutation(api.scenes.restore, { sceneId });
    expect(await person.query(api.scenes.get, { sceneId })).toMatchObject({
      status: "ready",
      liveVersion: 1,
    });
    expect(await lengths(story)).toEqual([30, 20]);
    expect(await person.query(api.videoSessions.get, { sessionId })).toMatchObject({
      pendingScenes: 0,
      durationInFrames: 50,
    });
  });

  test("a locked scene stays as it is under undo, with the reason, until it is unlocked", async () => {
    const story = await generated(backend, [30]);
    const { person, worker, sessionId, scenes } = story;
    const [{ sceneId }] = scenes;
    await worker.render(await editing(story, sceneId), 40);
    await person.mutation(api.scenes.setLocked, { sceneId, locked: true });
    expect(await refusal(person.mutation(api.operations.undo, { sessionId }))).toMatchObject({
      code: "operation.conflict",
      details: { reason: "The scene is locked." },
    });
    await person.mutation(api.scenes.setLocked, { sceneId, locked: false });
    await person.mutation(api.operations.undo, { sessionId });
    expect(await lengths(story)).toEqual([30]);
  });

  test("two undos at the same moment undo two steps, never one step twice", async () => {
    const story = await generated(backend, [30, 20, 10]);
    const { person, sessionId, scenes } = story;
    const [{ sceneId }] = scenes;
    await person.mutation(api.scenes.setTitle, { sceneId, title: "A" });
    await person.mutation(api.scenes.reorder, { sceneId, toIndex: 2 });
    const undone = await Promise.all([
      person.mutation(api.operations.undo, { sessionId }),
      person.mutation(api.operations.undo, { sessionId }),
    ]);
    expect(new Set(undone.map((one) => one.operationId)).size).toBe(2);
    expect(await lengths(story)).toEqual([30, 20, 10]);
  });
});
