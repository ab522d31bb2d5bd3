import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import type { Backend } from "./tests/backend.harness";
import { startBackend } from "./tests/backend.harness";
import { refusal } from "./tests/refusal.harness";
import type { Generated } from "./tests/story.harness";
import { generated, openSession } from "./tests/story.harness";
import { chunk } from "./tests/worker.harness";

let backend: Backend;
beforeEach(async () => {
  backend = await startBackend();
});
afterEach(async () => await backend.close());

const page = { numItems: 50, cursor: null };

async function frames({
  person,
  sessionId,
}: Generated): Promise<(string | number | undefined)[][]> {
  const scenes = await person.query(api.scenes.listBySession, { sessionId });
  return scenes.map((scene) => [scene.title, scene.startFrame, scene.endFrame]);
}

async function edited(story: Generated, sceneId: Id<"scenes">, length: number): Promise<number> {
  const { jobId, version } = await story.person.mutation(api.jobs.triggerEdit, {
    sceneId,
    prompt: "change",
  });
  await story.worker.render({ jobId, sceneId, version }, length);
  return version;
}

describe("versions", () => {
  test("[convex:version:old-plays-on] the old chunk plays until the new one is proved, then frames move in one step", async () => {
    const story = await generated(backend, [30, 40, 50]);
    const [{ sceneId }] = story.scenes;
    const { jobId, version } = await story.person.mutation(api.jobs.triggerEdit, {
      sceneId,
      prompt: "longer",
    });
    await story.worker.claim(jobId);
    await story.worker.update({ jobId, sceneId, version }, "rendering");
    expect((await frames(story)).map(([, start]) => start)).toEqual([0, 30, 70]);
    await story.worker.update({ jobId, sceneId, version }, "ready", { result: chunk(35, "v2") });
    expect((await frames(story)).map(([, start]) => start)).toEqual([0, 35, 75]);
    expect(
      await story.person.query(api.videoSessions.get, { sessionId: story.sessionId }),
    ).toMatchObject({ durationInFrames: 125 });
  });

  test("[convex:version:supersede] a newer edit supersedes the running one, whose worker is told and never shown", async () => {
    const story = await generated(backend, [30]);
    const { person, worker, scenes } = story;
    const [{ sceneId }] = scenes;
    const first = await person.mutation(api.jobs.triggerEdit, { sceneId, prompt: "red" });
    await worker.claim(first.jobId);
    const second = await person.mutation(api.jobs.triggerEdit, { sceneId, prompt: "blue" });
    expect(second).toMatchObject({ version: 3, superseded: 2 });
    const late = await worker.update({ jobId: first.jobId, sceneId, version: 2 }, "ready", {
      result: chunk(9, "red"),
    });
    expect(late).toMatchObject({ accepted: false, ignored: "superseded", superseded: true });
    await backend.api.posted(
      (post) => post.path === "/jobs/cancel" && post.body["jobId"] === first.jobId,
    );
    await worker.render({ jobId: second.jobId, sceneId, version: 3 }, 20, "blue");
    expect(await person.query(api.scenes.get, { sceneId })).toMatchObject({
      liveVersion: 3,
      s3ChunkKey: "chunks/blue.mp4",
    });
    const { page: versions } = await person.query(api.scenes.versions, {
      sceneId,
      paginationOpts: page,
    });
    expect(
      versions.map((version) => [version.version, version.status, version.instruction]),
    ).toEqual([
      [3, "ready", "blue"],
      [2, "superseded", "red"],
      [1, "ready", "About Part 1"],
    ]);
  });

  test("[convex:version:revert] reverting shows any ready version and renders nothing", async () => {
    const story = await generated(backend, [30, 40]);
    const { person, scenes } = story;
    const [{ sceneId }] = scenes;
    await edited(story, sceneId, 10);
    const posts = backend.api.posts.length;
    await person.mutation(api.scenes.revert, { sceneId, version: 1 });
    expect(await person.query(api.scenes.get, { sceneId })).toMatchObject({
      liveVersion: 1,
      durationInFrames: 30,
    });
    expect(backend.api.posts.length).toBe(posts);
    const { jobId, version } = await person.mutation(api.jobs.triggerEdit, {
      sceneId,
      prompt: "x",
    });
    await story.worker.fail({ jobId, sceneId, version });
    expect((await refusal(person.mutation(api.scenes.revert, { sceneId, version }))).code).toBe(
      "scene.version_not_ready",
    );
    expect((await refusal(person.mutation(api.scenes.revert, { sceneId, version: 99 }))).code).toBe(
      "resource.not_found",
    );
  });

  test("[convex:version:diff] a diff shows both codes and facts", async () => {
    const story = await generated(backend, [30]);
    const { person, worker, scenes } = story;
    const [{ sceneId }] = scenes;
    const { jobId, version } = await person.mutation(api.jobs.triggerRender, {
      sceneId,
      code: "b = 2",
      instruction: "by hand",
    });
    await worker.render({ jobId, sceneId, version }, 31);
    const diff = await person.query(api.scenes.diff, { sceneId, from: 1, to: 2 });
    expect(diff.to).toMatchObject({
      code: "b = 2",
      durationInFrames: 31,
      isLive: true,
      instruction: "by hand",
      mode: "code",
    });
    expect(diff.from).toMatchObject({ version: 1, isLive: false });
  });

  test("an edit builds on what plays", async () => {
    const story = await generated(backend, [30]);
    const [{ sceneId }] = story.scenes;
    await edited(story, sceneId, 20);
    const { jobId } = await story.person.mutation(api.jobs.triggerEdit, {
      sceneId,
      prompt: "more",
    });
    const post = await backend.api.posted((one) => one.body["jobId"] === jobId);
    expect(post.body).toMatchObject({ version: 3, source: { version: 2, durationInFrames: 20 } });
  });

  test("a locked scene refuses edits, splits, reverts and removal", async () => {
    const { person, scenes } = await generated(backend, [30]);
    const [{ sceneId }] = scenes;
    await person.mutation(api.scenes.setLocked, { sceneId, locked: true });
    const attempts = [
      person.mutation(api.jobs.triggerEdit, { sceneId, prompt: "x" }),
      person.mutation(api.scenes.split, { sceneId, atFrame: 3 }),
      person.mutation(api.scenes.remove, { sceneId }),
      person.mutation(api.scenes.revert, { sceneId, version: 1 }),
    ];
    for (const attempt of attempts) expect((await refusal(attempt)).code).toBe("scene.locked");
  });
});

describe("[convex:once:client-request] a click counts once", () => {
  test("the same clientRequestId gets the first answer; another id is another click", async () => {
    const { person, scenes } = await generated(backend, [30]);
    const [{ sceneId }] = scenes;
    const wish = { sceneId, prompt: "blue", clientRequestId: "click-1" };
    const first = await person.mutation(api.jobs.triggerEdit, wish);
    expect(await person.mutation(api.jobs.triggerEdit, wish)).toEqual(first);
    expect(
      await person.mutation(api.jobs.triggerEdit, { ...wish, clientRequestId: "click-2" }),
    ).toMatchObject({ version: 3 });
    const other = await generated(backend, [30], "bob");
    const [theirs] = other.scenes;
    const hers = await other.person.mutation(api.jobs.triggerEdit, {
      ...wish,
      sceneId: theirs.sceneId,
    });
    expect(hers.jobId).not.toBe(first.jobId);
  });

  test("the caller's correlation id goes through to the job service", async () => {
    const { person, scenes } = await generated(backend, [30]);
    const [{ sceneId }] = scenes;
    const correlationId = "7f1b6c6a-2f43-4c8f-9a2c-52f2d1c9e0aa";
    const { jobId } = await person.mutation(api.jobs.triggerEdit, {
      sceneId,
      prompt: "x",
      correlationId,
    });
    const post = await backend.api.posted((one) => one.body["jobId"] === jobId);
    expect(post.headers["x-correlation-id"]).toBe(correlationId);
    const bad = person.mutation(api.jobs.triggerEdit, {
      sceneId,
      prompt: "x",
      correlationId: "nonsense",
    });
    expect((await refusal(bad)).code).toBe("request.invalid");
  });
});

describe("[convex:operations:undo] editing the row of scenes, and undoing it", () => {
  type Step = (story: Generated, sceneId: Id<"scenes">) => Promise<unknown>;
  const steps: { name: string; step: Step }[] = [
    {
      name: "reorder",
      step: async ({ person }, sceneId) =>
        person.mutation(api.scenes.reorder, { sceneId, toIndex: 2 }),
    },
    {
      name: "retitle",
      step: async ({ person }, sceneId) =>
        person.mutation(api.scenes.setTitle, { sceneId, title: "New" }),
    },
    {
      name: "remove",
      step: async ({ person }, sceneId) => person.mutation(api.scenes.remove, { sceneId }),
    },
    {
      name: "duplicate",
      step: async ({ person }, sceneId) => person.mutation(api.scenes.duplicate, { sceneId }),
    },
    { name: "edit", step: async (story, sceneId) => edited(story, sceneId, 99) },
    {
      name: "insert",
      step: async ({ person, sessionId }) =>
        person.mutation(api.scenes.insert, { sessionId, index: 1, prompt: "new", title: "In" }),
    },
  ];

  test.each(steps)("$name: undo gives back what was, redo what was done", async ({ step }) => {
    const story = await generated(backend, [30, 40, 50]);
    const { person, sessionId, scenes } = story;
    const before = await frames(story);
    await step(story, scenes[0].sceneId);
    const after = await frames(story);
    expect(after).not.toEqual(before);
    await person.mutation(api.operations.undo, { sessionId });
    expect(await frames(story)).toEqual(before);
    await person.mutation(api.operations.redo, { sessionId });
    expect(await frames(story)).toEqual(after);
  });

  test("availability names the next steps; a new step forgets the undone ones", async () => {
    const { person, sessionId, scenes } = await generated(backend, [30]);
    const [{ sceneId }] = scenes;
    expect(await person.query(api.operations.availability, { sessionId })).toEqual({});
    expect((await refusal(person.mutation(api.operations.undo, { sessionId }))).code).toBe(
      "operation.nothing_to_undo",
    );
    await person.mutation(api.scenes.setTitle, { sceneId, title: "A" });
    await person.mutation(api.operations.undo, { sessionId });
    expect(await person.query(api.operations.availability, { sessionId })).toMatchObject({
      redo: { label: "Rename “Part 1”" },
    });
    await person.mutation(api.scenes.setTitle, { sceneId, title: "B" });
    expect((await refusal(person.mutation(api.operations.redo, { sessionId }))).code).toBe(
      "operation.nothing_to_redo",
    );
    const { page: history } = await person.query(api.operations.history, {
      sessionId,
      paginationOpts: page,
    });
    expect(history.map((step) => [step.kind, step.state])).toEqual([
      ["retitle", "done"],
      ["retitle", "dropped"],
    ]);
  });

  test("[convex:operations:conflict] a redo that no longer fits is refused with a reason and changes nothing", async () => {
    const { person, worker, sessionId } = await openSession(backend);
    const { sceneId, jobId, version } = await person.mutation(api.scenes.insert, {
      sessionId,
      code: "x = 1",
    });
    await person.mutation(api.scenes.setTitle, { sceneId, title: "Mine" });
    await person.mutation(api.operations.undo, { sessionId });
    await worker.claim(jobId);
    await worker.update({ jobId, sceneId, version }, "rendering", {
      authoring: { title: "The author's" },
    });
    const refused = await refusal(person.mutation(api.operations.redo, { sessionId }));
    expect(refused).toMatchObject({
      code: "operation.conflict",
      details: { reason: "The title has changed since." },
    });
    expect(await person.query(api.scenes.get, { sceneId })).toMatchObject({
      title: "The author's",
    });
  });

  test("undoing the insertion of the only scene in the making lets the session rest", async () => {
    const { person, sessionId } = await openSession(backend);
    await person.mutation(api.scenes.insert, { sessionId, prompt: "x" });
    expect(await person.query(api.videoSessions.get, { sessionId })).toMatchObject({
      status: "rendering",
    });
    await person.mutation(api.operations.undo, { sessionId });
    expect(await person.query(api.videoSessions.get, { sessionId })).toMatchObject({
      status: "idle",
      sceneCount: 0,
    });
    expect(await person.query(api.jobs.active, {})).toEqual([]);
  });

  test("what was being made for a removed scene is given up", async () => {
    const story = await generated(backend, [30, 40]);
    const { person, sessionId, scenes } = story;
    const [{ sceneId }] = scenes;
    const { jobId, version } = await person.mutation(api.jobs.triggerEdit, {
      sceneId,
      prompt: "x",
    });
    await person.mutation(api.scenes.remove, { sceneId });
    const before = await frames(story);
    const late = await story.worker.update({ jobId, sceneId, version }, "ready", {
      result: chunk(5, "late"),
    });
    expect(late).toMatchObject({ accepted: false, cancelled: true });
    expect(await frames(story)).toEqual(before);
    expect(await person.query(api.videoSessions.get, { sessionId })).toMatchObject({
      pendingScenes: 0,
    });
  });

  test("a removed scene waits with all its versions and comes back", async () => {
    const story = await generated(backend, [30, 40]);
    const { person, sessionId, scenes } = story;
    const [{ sceneId }] = scenes;
    await person.mutation(api.scenes.remove, { sceneId });
    expect(await frames(story)).toEqual([["Part 2", 0, 39]]);
    const removed = await person.query(api.scenes.listRemoved, { sessionId, paginationOpts: page });
    expect(removed.page.map((scene) => scene._id)).toEqual([sceneId]);
    expect(
      (await refusal(person.mutation(api.jobs.triggerEdit, { sceneId, prompt: "x" }))).code,
    ).toBe("resource.not_found");
    await person.mutation(api.scenes.restore, { sceneId });
    expect((await frames(story)).map(([title]) => title)).toEqual(["Part 1", "Part 2"]);
  });
});

describe("[convex:scene:split] splitting a scene", () => {
  test("both halves appear at once, and one undo puts the whole back", async () => {
    const story = await generated(backend, [30, 40]);
    const { person, worker, sessionId, scenes } = story;
    const [{ sceneId }] = scenes;
    const { jobId, version } = await person.mutation(api.scenes.split, { sceneId, atFrame: 12 });
    const post = await backend.api.posted((one) => one.body["jobId"] === jobId);
    expect(post.body).toMatchObject({
      split: { atFrame: 12, newBirthIndex: 2 },
      source: { version: 1 },
    });
    expect(await frames(story)).toHaveLength(2);
    await worker.claim(jobId);
    const result = { ...chunk(12, "left"), splitRest: chunk(18, "right") };
    await worker.update({ jobId, sceneId, version }, "ready", { result });
    expect(await frames(story)).toEqual([
      ["Part 1", 0, 11],
      ["Part 1 (2)", 12, 29],
      ["Part 2", 30, 69],
    ]);
    await person.mutation(api.operations.undo, { sessionId });
    expect(await frames(story)).toEqual([
      ["Part 1", 0, 29],
      ["Part 2", 30, 69],
    ]);
    await person.mutation(api.operations.redo, { sessionId });
    expect(await frames(story)).toHaveLength(3);
  });

  test("a play boundary says the frame; a point outside is refused", async () => {
    const { person, worker, scenes } = await generated(backend, [30]);
    const [{ sceneId }] = scenes;
    const edit = await person.mutation(api.jobs.triggerEdit, { sceneId, prompt: "x" });
    const plays = [
      { firstFrame: 0, frames: 10, line: 3 },
      { firstFrame: 10, frames: 10, line: 4 },
    ];
    await worker.claim(edit.jobId);
    await worker.update({ jobId: edit.jobId, sceneId, version: 2 }, "ready", {
      result: { ...chunk(20, "p"), plays },
    });
    for (const point of [
      { atFrame: 0 },
      { atFrame: 20 },
      { atFrame: 1.5 },
      { atPlay: 0 },
      { atPlay: 9 },
      {},
    ]) {
      expect((await refusal(person.mutation(api.scenes.split, { sceneId, ...point }))).code).toBe(
        "scene.bad_split",
      );
    }
    const { jobId } = await person.mutation(api.scenes.split, { sceneId, atPlay: 1 });
    const post = await backend.api.posted((one) => one.body["jobId"] === jobId);
    expect(post.body).toMatchObject({ split: { atFrame: 10 } });
  });
});

describe("copies", () => {
  test("[convex:copies:session] a duplicated session plays the same chunks and renders nothing", async () => {
    const story = await generated(backend, [30, 40]);
    const posts = backend.api.posts.length;
    const copyId = await story.person.mutation(api.videoSessions.duplicate, {
      sessionId: story.sessionId,
    });
    expect(await story.person.query(api.videoSessions.get, { sessionId: copyId })).toMatchObject({
      title: "Circles (copy)",
      status: "ready",
      durationInFrames: 70,
      sceneCount: 2,
    });
    const scenes = await story.person.query(api.scenes.listBySession, { sessionId: copyId });
    expect(scenes.map((scene) => [scene.startFrame, scene.liveVersion])).toEqual([
      [0, 1],
      [30, 1],
    ]);
    expect(backend.api.posts.length).toBe(posts);
  });

  test("inserting one's own code renders it as a scene", async () => {
    const { person, worker, sessionId } = await openSession(backend);
    const { sceneId, jobId, version } = await person.mutation(api.scenes.insert, {
      sessionId,
      code: "x = 1",
    });
    expect(await person.query(api.videoSessions.get, { sessionId })).toMatchObject({
      status: "rendering",
      pendingScenes: 1,
    });
    await worker.render({ sceneId, jobId, version }, 25);
    expect(await person.query(api.videoSessions.get, { sessionId })).toMatchObject({
      status: "ready",
      durationInFrames: 25,
    });
    for (const bad of [{}, { prompt: "a", code: "b" }, { code: "a", document: {} }]) {
      expect((await refusal(person.mutation(api.scenes.insert, { sessionId, ...bad }))).code).toBe(
        "request.invalid",
      );
    }
  });
});
