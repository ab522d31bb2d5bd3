import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api, internal } from "./_generated/api";
import { outcomeOf } from "./lib/post";
import type { Backend } from "./tests/backend.harness";
import { startBackend } from "./tests/backend.harness";
import { refusal } from "./tests/refusal.harness";
import { generated, openSession, planned, signUp } from "./tests/story.harness";
import { call } from "./tests/worker.harness";

let backend: Backend;
beforeEach(async () => {
  backend = await startBackend();
});
afterEach(async () => await backend.close());

const page = { numItems: 50, cursor: null };
const later = (ms: number): { now: number } => ({ now: Date.now() + ms });

/** The lease is 45 s and a dispatched job is looked at again after a minute. */
const leaseOver = 46_000;
const reminderDue = 61_000;

describe("[convex:dispatch:outcomes] what an answer of the job service means", () => {
  test.each([
    { status: 202, retryAfter: null, kind: "accepted" },
    { status: 200, retryAfter: null, kind: "accepted" },
    { status: 503, retryAfter: "2", kind: "busy" },
    { status: 429, retryAfter: "1", kind: "busy" },
    { status: 503, retryAfter: null, kind: "failed" },
    { status: 500, retryAfter: null, kind: "failed" },
    { status: 502, retryAfter: "soon", kind: "failed" },
    { status: 408, retryAfter: null, kind: "failed" },
    { status: 400, retryAfter: null, kind: "refused" },
    { status: 401, retryAfter: null, kind: "refused" },
    { status: 413, retryAfter: null, kind: "refused" },
  ])("$status with Retry-After $retryAfter is $kind", ({ status, retryAfter, kind }) => {
    expect(outcomeOf(status, retryAfter).kind).toBe(kind);
  });
});

describe("dispatch", () => {
  test("[convex:dispatch:three-tries] three failed posts fail the job where the user sees it", async () => {
    const { person, projectId, sessionId } = await openSession(backend);
    backend.api.reply = (post) => ({ status: post.body["sessionId"] === sessionId ? 500 : 202 });
    const wish = { projectId, sessionId, sceneCount: 1, prompt: "x" };
    const { jobId } = await person.mutation(api.jobs.triggerGenerate, wish);
    await backend.api.posted((post) => post.body["jobId"] === jobId);
    // The real post counts as one of the three, whenever its answer is written; the others are told.
    const outcome = { kind: "failed", reason: "http 500" } as const;
    for (let tries = 0; tries < 3; tries += 1) {
      await backend.operator.mutation(internal.dispatch.record, { jobId, attempt: 1, outcome });
    }
    const job = await person.query(api.jobs.get, { jobId });
    expect(job).toMatchObject({
      status: "failed",
      error: { code: "dispatch.unreachable", details: { tries: 3 } },
    });
    expect(await person.query(api.videoSessions.get, { sessionId })).toMatchObject({
      status: "error",
    });
  });

  test("[convex:dispatch:refused] a post that the service refuses fails the job at once", async () => {
    const { person, projectId, sessionId } = await openSession(backend);
    backend.api.reply = (post) => ({ status: post.body["sessionId"] === sessionId ? 400 : 202 });
    const { jobId } = await person.mutation(api.jobs.triggerGenerate, {
      projectId,
      sessionId,
      sceneCount: 1,
      prompt: "x",
    });
    await backend.api.posted((post) => post.body["jobId"] === jobId);
    await backend.operator.mutation(internal.dispatch.record, {
      jobId,
      attempt: 1,
      outcome: { kind: "refused", status: 400 },
    });
    expect(await person.query(api.jobs.get, { jobId })).toMatchObject({
      status: "failed",
      error: { code: "dispatch.refused" },
    });
    expect(await person.query(api.videoSessions.get, { sessionId })).toMatchObject({
      status: "error",
    });
  });

  test("[convex:dispatch:busy] a busy service is asked again when it said, and no try is counted", async () => {
    const { person, projectId, sessionId } = await openSession(backend);
    let asked = 0;
    backend.api.reply = (post) => {
      if (post.body["sessionId"] !== sessionId) return { status: 202 };
      asked += 1;
      return asked === 1 ? { status: 503, headers: { "retry-after": "1" } } : { status: 202 };
    };
    const { jobId } = await person.mutation(api.jobs.triggerGenerate, {
      projectId,
      sessionId,
      sceneCount: 1,
      prompt: "x",
    });
    await backend.api.posted(() => asked === 2);
    expect(await person.query(api.jobs.get, { jobId })).toMatchObject({ attempt: 1 });
  });
});

describe("the sweep", () => {
  test("[convex:sweep:lease] a job whose worker died is handed out again, and after three is lost", async () => {
    const { person, worker, scenes } = await planned(backend, ["One"]);
    const [{ jobId, sceneId }] = scenes;
    for (const attempt of [1, 2, 3]) {
      await worker.claim(jobId, attempt, `w${attempt}`);
      expect(
        (await call(backend, "/callbacks/heartbeat", { jobId, attempt, claimId: `w${attempt}` }))
          .body,
      ).toMatchObject({ ok: true });
      await backend.operator.mutation(internal.sweeps.jobs, later(leaseOver));
    }
    expect(await person.query(api.jobs.get, { jobId })).toMatchObject({
      status: "failed",
      attempt: 3,
      error: { code: "job.lost" },
    });
    expect(await person.query(api.scenes.get, { sceneId })).toMatchObject({
      status: "error",
      error: { code: "job.lost" },
    });
  });

  test("[convex:sweep:zombie] the first worker's late word after a new attempt is old", async () => {
    const { worker, scenes } = await planned(backend, ["One"]);
    const [job] = scenes;
    await worker.claim(job.jobId, 1, "a");
    await worker.update(job, "rendering");
    await backend.operator.mutation(internal.sweeps.jobs, later(leaseOver));
    expect(await worker.claim(job.jobId, 2, "b")).toBe("go");
    expect(await worker.update(job, "uploading")).toMatchObject({
      accepted: false,
      ignored: "old",
    });
    expect(
      (await call(backend, "/callbacks/heartbeat", { jobId: job.jobId, attempt: 1, claimId: "a" }))
        .body,
    ).toMatchObject({ ok: false });
    await worker.render({ ...job, attempt: 2 }, 5);
  });

  test("[convex:sweep:unclaimed] a job nobody claimed is posted again with the same attempt", async () => {
    const { scenes } = await planned(backend, ["One"]);
    const [{ jobId }] = scenes;
    const mine = (): number =>
      backend.api.posts.filter((post) => post.body["jobId"] === jobId).length;
    await backend.api.posted((post) => post.body["jobId"] === jobId);
    await backend.operator.mutation(internal.sweeps.jobs, later(reminderDue));
    await backend.api.posted(() => mine() === 2);
    const attempts = backend.api.posts
      .filter((post) => post.body["jobId"] === jobId)
      .map((post) => post.body["attempt"]);
    expect(attempts).toEqual([1, 1]);
  });

  test("[convex:sweep:every-job-ends] a job that no worker takes for an hour fails", async () => {
    const { person, sessionId, scenes } = await planned(backend, ["One"]);
    const [{ jobId }] = scenes;
    await backend.operator.mutation(internal.sweeps.jobs, later(3_700_000));
    expect(await person.query(api.jobs.get, { jobId })).toMatchObject({
      status: "failed",
      error: { code: "job.not_started" },
    });
    expect(await person.query(api.videoSessions.get, { sessionId })).toMatchObject({
      status: "error",
    });
  });

  test("a live job is left alone", async () => {
    const { person, worker, scenes } = await planned(backend, ["One"]);
    const [{ jobId }] = scenes;
    await worker.claim(jobId);
    await backend.operator.mutation(internal.sweeps.jobs, later(40_000));
    expect(await person.query(api.jobs.get, { jobId })).toMatchObject({
      status: "running",
      attempt: 1,
    });
  });
});

describe("cancelling", () => {
  test("[convex:job:cancel] a cancelled plan leaves an idle session that can be generated again", async () => {
    const { person, worker, projectId, sessionId } = await openSession(backend);
    const wish = { projectId, sessionId, sceneCount: 1, prompt: "x" };
    const { jobId } = await person.mutation(api.jobs.triggerGenerate, wish);
    expect((await refusal(person.mutation(api.jobs.triggerGenerate, wish))).code).toBe(
      "session.busy",
    );
    await worker.claim(jobId);
    await person.mutation(api.jobs.cancel, { jobId });
    expect(await person.query(api.videoSessions.get, { sessionId })).toMatchObject({
      status: "idle",
    });
    expect(await worker.plan(jobId, sessionId, ["Late"])).toEqual([]);
    await person.mutation(api.jobs.triggerGenerate, wish);
    expect(await person.query(api.videoSessions.get, { sessionId })).toMatchObject({
      status: "queued",
    });
  });

  test("cancelling a session gives up all that is being made and keeps what plays", async () => {
    const { person, worker, sessionId, scenes } = await planned(backend, ["One", "Two", "Three"]);
    await worker.render(scenes[0], 30);
    expect(await person.mutation(api.jobs.cancelSession, { sessionId })).toEqual({ cancelled: 2 });
    expect(await person.query(api.videoSessions.get, { sessionId })).toMatchObject({
      status: "ready",
      failedScenes: 2,
      pendingScenes: 0,
    });
    expect(await person.query(api.jobs.active, {})).toEqual([]);
  });

  test("removing a session ends its jobs, and restoring it brings it back", async () => {
    const { person, worker, projectId, sessionId, scenes } = await planned(backend, ["One"]);
    await person.mutation(api.videoSessions.remove, { sessionId });
    expect(await worker.claim(scenes[0].jobId)).toBe("cancelled");
    expect(
      (await person.query(api.videoSessions.listByProject, { projectId, paginationOpts: page }))
        .page,
    ).toEqual([]);
    await person.mutation(api.videoSessions.restore, { sessionId });
    expect(
      (await person.query(api.videoSessions.listByProject, { projectId, paginationOpts: page }))
        .page,
    ).toHaveLength(1);
  });
});

describe("exports", () => {
  test("[convex:export:life] an export goes from queued to a file, and a failed one can be retried", async () => {
    const { person, worker, sessionId } = await generated(backend, [30]);
    const wish = { sessionId, format: "mp4", quality: "720p", fps: 30 } as const;
    const { jobId, exportId } = await person.mutation(api.jobs.triggerExport, wish);
    await worker.claim(jobId);
    const update = async (job: string, id: string, body: object): Promise<unknown> =>
      (
        await call(backend, "/callbacks/export-updated", {
          jobId: job,
          attempt: 1,
          exportId: id,
          ...body,
        })
      ).body;
    await update(jobId, exportId, {
      seq: 1,
      status: "rendering",
      progress: { stage: "joining", done: 1, total: 3 },
    });
    expect(await person.query(api.exports.get, { exportId })).toMatchObject({
      status: "rendering",
      progress: { done: 1 },
    });
    const error = {
      code: "storage.full",
      error: "Full.",
      details: {},
      retryable: false,
      owner: "us",
    };
    await update(jobId, exportId, { seq: 2, status: "error", error });
    const again = await person.mutation(api.jobs.retry, { jobId });
    const { page: list } = await person.query(api.exports.listBySession, {
      sessionId,
      paginationOpts: page,
    });
    expect(list.map((row) => row.status)).toEqual(["queued", "error"]);
    await worker.claim(again.jobId);
    const size = { durationInFrames: 30, fps: 30, width: 1280, height: 720 };
    const result = { key: "k", url: "http://chunks.test/k", bytes: 5, checksum: "c", ...size };
    const freshId = list[0]?._id ?? "";
    expect(await update(again.jobId, freshId, { seq: 1, status: "ready", result })).toMatchObject({
      accepted: true,
    });
    expect(await person.query(api.jobs.get, { jobId: again.jobId })).toMatchObject({
      status: "succeeded",
    });
  });

  test("a session in which nothing plays can't be exported", async () => {
    const { person, sessionId } = await planned(backend, ["One"]);
    const wish = { sessionId, format: "gif", quality: "480p", fps: 15 } as const;
    expect((await refusal(person.mutation(api.jobs.triggerExport, wish))).code).toBe(
      "session.nothing_to_export",
    );
  });
});

describe("[convex:limits:per-user] limits", () => {
  test("prompts, sizes and counts out of range are refused by name", async () => {
    const { person, projectId, sessionId } = await openSession(backend);
    const wish = { projectId, sessionId, sceneCount: 1, prompt: "x" };
    const long = person.mutation(api.jobs.triggerGenerate, { ...wish, prompt: "x".repeat(4001) });
    expect(await refusal(long)).toMatchObject({
      code: "limit.prompt_chars",
      details: { limit: 4000, use: 4001 },
    });
    for (const sceneCount of [0, 51, 1.5, Number.NaN]) {
      const bad = person.mutation(api.jobs.triggerGenerate, { ...wish, sceneCount });
      expect((await refusal(bad)).code).toBe("request.invalid");
    }
    for (const settings of [{ width: 1281 }, { targetFps: 0 }, { height: 10 }, { targetFps: 61 }]) {
      const bad = person.mutation(api.videoSessions.create, { projectId, settings });
      expect((await refusal(bad)).code).toBe("request.invalid");
    }
  });

  test("use is counted in the transaction that uses, and a refused wish uses nothing", async () => {
    const { person, scenes } = await generated(backend, [30, 40]);
    const before = await person.query(api.usage.mine, {});
    expect(before.today).toMatchObject({ renders: 2, generates: 1, frames: 70, renderMs: 100 });
    await refusal(
      person.mutation(api.jobs.triggerEdit, {
        sceneId: scenes[0].sceneId,
        prompt: "x".repeat(5000),
      }),
    );
    await person.mutation(api.jobs.triggerEdit, { sceneId: scenes[0].sceneId, prompt: "x" });
    const after = await person.query(api.usage.mine, { days: 3 });
    expect(after.today.renders).toBe(3);
    expect(after).toMatchObject({ activeJobs: 1, projects: 1, limits: { concurrentJobs: 50 } });
  });

  test("one person's limits are not another's", async () => {
    const { person } = await openSession(backend);
    const bob = await signUp(backend, "bob");
    expect(await bob.query(api.usage.mine, {})).toMatchObject({ projects: 0 });
    expect(await person.query(api.usage.mine, {})).toMatchObject({ projects: 1 });
  });
});

describe("projects", () => {
  test("[convex:project:life] a project is listed, found, renamed, binned and restored with its sessions", async () => {
    const { person, projectId, sessionId } = await openSession(backend);
    await person.mutation(api.projects.create, {
      title: "Physics",
      description: "Waves and light",
    });
    const titles = async (text: string): Promise<string[]> =>
      (await person.query(api.projects.search, { text })).map((project) => project.title);
    expect(await titles("LIGHT waves")).toEqual(["Physics"]);
    await person.mutation(api.projects.update, { projectId, title: "Geometry" });
    expect(await titles("geo")).toEqual(["Geometry"]);
    await person.mutation(api.projects.remove, { projectId });
    expect(await titles("")).toEqual(["Physics"]);
    expect(
      (await refusal(person.mutation(api.videoSessions.update, { sessionId, title: "x" }))).code,
    ).toBe("resource.not_found");
    const bin = await person.query(api.projects.list, { paginationOpts: page, removed: true });
    expect(bin.page.map((project) => project._id)).toEqual([projectId]);
    await person.mutation(api.projects.restore, { projectId });
    await person.mutation(api.videoSessions.update, { sessionId, title: "Back" });
    const list = await person.query(api.projects.list, { paginationOpts: page });
    expect(list.page.map((project) => project.title).sort()).toEqual(["Geometry", "Physics"]);
  });

  test("a project shows the poster of its newest scene row", async () => {
    const { person, projectId } = await generated(backend, [30]);
    expect((await person.query(api.projects.get, { projectId })).posterUrl).toMatch(/\.jpg$/);
  });
});
