import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "./_generated/api";
import type { Backend, Caller } from "./tests/backend.harness";
import { startBackend } from "./tests/backend.harness";
import { refusal } from "./tests/refusal.harness";
import { generated, openSession, planned, signUp } from "./tests/story.harness";
import { call, chunk } from "./tests/worker.harness";

/** Small limits, so that each can be reached by its front door; every test is another person. */
const environment = {
  LIMIT_CONCURRENT_JOBS: "4",
  LIMIT_RENDERS_PER_DAY: "6",
  LIMIT_VIDEO_MINUTES_PER_DAY: "1",
  LIMIT_TOKENS_PER_DAY: "100",
  LIMIT_PROJECTS: "2",
  LIMIT_SESSIONS_PER_PROJECT: "2",
  LIMIT_SCENES_PER_SESSION: "3",
  LIMIT_PROMPT_CHARS: "20",
};

let backend: Backend;
beforeEach(async () => {
  backend = await startBackend(environment);
});
afterEach(async () => await backend.close());

const midnight = (): number => {
  const now = new Date();
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1);
};
/** The reset, unless the day ended between the call and the check. */
const atMidnight: unknown = expect.toSatisfy(
  (at: unknown) => at === midnight() || at === midnight() - 86_400_000,
);
const said: unknown = expect.stringMatching(/\w/);

const usedToday = async (person: Caller): Promise<number> =>
  (await person.query(api.usage.mine, {})).today.renders;

describe("[convex:limits:per-user] each limit lets the last one through and refuses one more", () => {
  test("concurrent jobs: the place comes back when a job ends", async () => {
    const { person, projectId, sessionId } = await openSession(backend);
    const other = await person.mutation(api.videoSessions.create, { projectId });
    const insert = async (id = sessionId): Promise<{ jobId: string }> =>
      person.mutation(api.scenes.insert, { sessionId: id, code: "x" });
    const first = await person.mutation(api.scenes.insert, { sessionId, code: "x" });
    await insert();
    await insert(other);
    await insert(other);
    expect(await refusal(insert(other))).toMatchObject({
      code: "limit.concurrent_jobs",
      details: { limit: 4, use: 4, resetsAt: null, freedBy: said },
    });
    expect(await usedToday(person)).toBe(4);
    // What replaces a running job takes its place.
    const { jobId } = await person.mutation(api.jobs.triggerEdit, {
      sceneId: first.sceneId,
      prompt: "again",
    });
    await person.mutation(api.jobs.cancel, { jobId });
    await insert(other);
  });

  test("concurrent jobs: a plan holds a place for each of its scenes", async () => {
    const { person, projectId, sessionId } = await openSession(backend);
    const other = await person.mutation(api.videoSessions.create, { projectId });
    await person.mutation(api.scenes.insert, { sessionId: other, code: "x" });
    await person.mutation(api.scenes.insert, { sessionId: other, code: "x" });
    const wish = { projectId, sessionId, prompt: "x" };
    const three = person.mutation(api.jobs.triggerGenerate, { ...wish, sceneCount: 3 });
    expect(await refusal(three)).toMatchObject({ details: { limit: 4, use: 2 } });
    await person.mutation(api.jobs.triggerGenerate, { ...wish, sceneCount: 2 });
    const fifth = person.mutation(api.scenes.insert, { sessionId: other, code: "x" });
    expect(await refusal(fifth)).toMatchObject({ details: { limit: 4, use: 4 } });
    expect((await person.query(api.usage.mine, {})).activeJobs).toBe(4);
  });

  test("concurrent jobs: two clicks at once share no place", async () => {
    const { person, projectId, sessionId } = await openSession(backend);
    const other = await person.mutation(api.videoSessions.create, { projectId });
    for (const id of [sessionId, sessionId, other])
      await person.mutation(api.scenes.insert, { sessionId: id, code: "x" });
    const both = await Promise.allSettled(
      [1, 2].map(async () => person.mutation(api.scenes.insert, { sessionId: other, code: "x" })),
    );
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await person.query(api.jobs.active, {})).length).toBe(4);
  });

  test("concurrent jobs: retrying all that failed starts as many as there are places", async () => {
    const { person, worker, scenes, projectId, sessionId } = await planned(backend, ["A", "B"]);
    for (const scene of scenes) await worker.fail(scene);
    const other = await person.mutation(api.videoSessions.create, { projectId });
    for (let count = 0; count < 3; count += 1)
      await person.mutation(api.scenes.insert, { sessionId: other, code: "x" });
    const { jobIds } = await person.mutation(api.jobs.retryFailed, { sessionId });
    expect(jobIds).toHaveLength(1);
    const rest = person.mutation(api.jobs.retryFailed, { sessionId });
    expect(await refusal(rest)).toMatchObject({ code: "limit.concurrent_jobs" });
  });

  test("renders a day: at midnight they come back, and a refused wish uses nothing", async () => {
    const { person, scenes } = await generated(backend, [30, 30, 30]);
    const edit = async (): Promise<unknown> =>
      person.mutation(api.jobs.triggerEdit, { sceneId: scenes[0].sceneId, prompt: "more" });
    for (let count = 0; count < 3; count += 1) await edit();
    expect(await refusal(edit())).toMatchObject({
      code: "limit.renders_per_day",
      details: { limit: 6, use: 6, resetsAt: atMidnight, freedBy: said },
    });
    expect(await usedToday(person)).toBe(6);
  });

  test("minutes of video: a minute may be filled to the last frame", async () => {
    const story = await generated(backend, [1799]);
    const { person, worker, scenes } = story;
    const [{ sceneId }] = scenes;
    const wish = { sceneId, prompt: "one frame" };
    const { jobId, version } = await person.mutation(api.jobs.triggerEdit, wish);
    await worker.render({ jobId, sceneId, version }, 1);
    expect(await refusal(person.mutation(api.jobs.triggerEdit, wish))).toMatchObject({
      code: "limit.video_minutes_per_day",
      details: { limit: 1, use: 1, resetsAt: atMidnight, freedBy: said },
    });
    expect((await person.query(api.usage.mine, {})).today).toMatchObject({ videoMs: 60_000 });
  });

  test("tokens: they stop what an author writes and nothing else", async () => {
    const { person, worker, scenes } = await planned(backend, ["One"]);
    const [scene] = scenes;
    const { sceneId } = scene;
    const spendTokens = async (input: number): Promise<unknown> =>
      worker.update(scene, "generating_code", { authoring: { tokens: { input, output: 9 } } });
    await worker.claim(scene.jobId);
    await spendTokens(90);
    const wish = { sceneId, prompt: "x" };
    const edit = await person.mutation(api.jobs.triggerEdit, wish);
    const next = { jobId: edit.jobId, sceneId, version: edit.version };
    await worker.claim(edit.jobId, 1, "worker-2");
    await worker.update(next, "generating_code", {
      authoring: { tokens: { input: 1, output: 0 } },
    });
    expect(await refusal(person.mutation(api.jobs.triggerEdit, wish))).toMatchObject({
      code: "limit.tokens_per_day",
      details: { limit: 100, use: 100, resetsAt: atMidnight, freedBy: said },
    });
    await person.mutation(api.jobs.triggerRender, { sceneId, code: "x" });
  });

  test("projects: removing one makes room, and then the removed one can't come back", async () => {
    const person = await signUp(backend);
    const create = async (): Promise<Awaited<ReturnType<typeof projectOf>>> => projectOf(person);
    const first = await create();
    await create();
    const refused = { code: "limit.projects", details: { limit: 2, use: 2, resetsAt: null } };
    expect(await refusal(create())).toMatchObject(refused);
    const duplicate = person.mutation(api.projects.duplicate, { projectId: first });
    expect(await refusal(duplicate)).toMatchObject(refused);
    await person.mutation(api.projects.remove, { projectId: first });
    await create();
    const restore = person.mutation(api.projects.restore, { projectId: first });
    expect(await refusal(restore)).toMatchObject(refused);
  });

  test("sessions of a project: removing one makes room, and then the removed one can't come back", async () => {
    const { person, projectId, sessionId } = await openSession(backend);
    const create = async (): Promise<unknown> =>
      person.mutation(api.videoSessions.create, { projectId });
    await create();
    const refused = { code: "limit.sessions_per_project", details: { limit: 2, use: 2 } };
    expect(await refusal(create())).toMatchObject(refused);
    const duplicate = person.mutation(api.videoSessions.duplicate, { sessionId });
    expect(await refusal(duplicate)).toMatchObject(refused);
    await person.mutation(api.videoSessions.remove, { sessionId });
    await create();
    const restore = person.mutation(api.videoSessions.restore, { sessionId });
    expect(await refusal(restore)).toMatchObject(refused);
  });

  test("scenes of a session: no way to make one passes the limit", async () => {
    const { person, projectId, sessionId, scenes } = await generated(backend, [30, 30, 30]);
    const [{ sceneId }] = scenes;
    const ways = (): Promise<unknown>[] => [
      person.mutation(api.scenes.insert, { sessionId, prompt: "x" }),
      person.mutation(api.scenes.duplicate, { sceneId }),
      person.mutation(api.scenes.split, { sceneId, atFrame: 3 }),
      person.mutation(api.jobs.triggerGenerate, {
        projectId,
        sessionId,
        sceneCount: 1,
        prompt: "x",
      }),
    ];
    const refused = {
      code: "limit.scenes_per_session",
      details: { limit: 3, use: 3, resetsAt: null, freedBy: said },
    };
    for (const way of ways()) expect(await refusal(way)).toMatchObject(refused);
    await person.mutation(api.scenes.remove, { sceneId });
    await person.mutation(api.scenes.insert, { sessionId, code: "x" });
    const back = person.mutation(api.scenes.restore, { sceneId });
    expect(await refusal(back)).toMatchObject(refused);
    expect(await usedToday(person)).toBe(4);
  });

  test("scenes of a session: a plan that finds no room fails where the user sees it", async () => {
    const { person, worker, projectId, sessionId } = await openSession(backend);
    const { jobId } = await person.mutation(api.jobs.triggerGenerate, {
      projectId,
      sessionId,
      sceneCount: 3,
      prompt: "x",
    });
    await worker.claim(jobId);
    await person.mutation(api.scenes.insert, { sessionId, code: "x" });
    expect(await worker.plan(jobId, sessionId, ["A", "B", "C"])).toEqual([]);
    expect(await person.query(api.jobs.get, { jobId })).toMatchObject({
      status: "failed",
      error: { code: "limit.scenes_per_session", details: { limit: 3, use: 1 } },
    });
    expect(await person.query(api.videoSessions.get, { sessionId })).toMatchObject({
      sceneCount: 1,
    });
  });

  test("scenes of a session: a split whose second half finds no room changes nothing", async () => {
    const { person, worker, sessionId, scenes } = await generated(backend, [30, 40]);
    const [{ sceneId }] = scenes;
    const { jobId, version } = await person.mutation(api.scenes.split, { sceneId, atFrame: 10 });
    await worker.claim(jobId);
    await person.mutation(api.scenes.insert, { sessionId, code: "x" });
    const result = { ...chunk(10, "a"), splitRest: chunk(20, "b") };
    await worker.update({ jobId, sceneId, version }, "ready", { result });
    expect(await person.query(api.scenes.get, { sceneId })).toMatchObject({
      liveVersion: 1,
      durationInFrames: 30,
      error: { code: "limit.scenes_per_session" },
    });
  });

  test("a plan brings no more scenes than were asked for and counted", async () => {
    const { person, worker, projectId, sessionId } = await openSession(backend);
    const wish = { projectId, sessionId, sceneCount: 1, prompt: "x" };
    const { jobId } = await person.mutation(api.jobs.triggerGenerate, wish);
    await worker.claim(jobId);
    const plan = ["A", "B"].map((title) => ({ title, summary: title }));
    const body = { jobId, attempt: 1, seq: 1, sessionId, status: "generating", plan };
    expect(await call(backend, "/callbacks/session-updated", body)).toMatchObject({ status: 422 });
    expect(await person.query(api.scenes.listBySession, { sessionId })).toEqual([]);
  });

  test("prompt length: wherever a prompt is taken", async () => {
    const { person, projectId, sessionId, scenes } = await generated(backend, [30]);
    const [{ sceneId }] = scenes;
    const ways = (prompt: string): (() => Promise<unknown>)[] => [
      async () => person.mutation(api.jobs.triggerEdit, { sceneId, prompt }),
      async () =>
        person.mutation(api.jobs.triggerRender, { sceneId, code: "x", instruction: prompt }),
      async () => person.mutation(api.scenes.insert, { sessionId, prompt }),
      async () =>
        person.mutation(api.jobs.triggerGenerate, { projectId, sessionId, sceneCount: 1, prompt }),
      async () => person.mutation(api.videoSessions.create, { projectId, prompt }),
    ];
    for (const way of ways("x".repeat(21)))
      expect(await refusal(way())).toMatchObject({
        code: "limit.prompt_chars",
        details: { limit: 20, use: 21, resetsAt: null, freedBy: said },
      });
    for (const way of ways("x".repeat(20))) await way();
  });
});

async function projectOf(person: Caller): Promise<string & { __tableName: "projects" }> {
  return await person.mutation(api.projects.create, { title: "P" });
}
