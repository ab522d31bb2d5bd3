import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "./_generated/api";
import { sign } from "./lib/hmac";
import type { Backend } from "./tests/backend.harness";
import { startBackend } from "./tests/backend.harness";
import { generated, openSession, planned } from "./tests/story.harness";
import { call, chunk, send, signedRequest, trace } from "./tests/worker.harness";

let backend: Backend;
beforeEach(async () => {
  backend = await startBackend();
});
afterEach(async () => await backend.close());

const unauthorized = {
  error: "Unauthorized.",
  code: "signature.invalid",
  details: {},
  request_id: null,
};

describe("[convex:door:one-refusal] the signed door", () => {
  const route = "/server/ping";

  test("lets a signed call in", async () => {
    expect((await call(backend, route, {})).body).toMatchObject({ ok: true });
  });

  test.each([
    {
      name: "no headers",
      change: (): RequestInit => ({ method: "POST", body: "{}", headers: {} }),
    },
    {
      name: "not JSON and not signed",
      change: (): RequestInit => ({ method: "POST", body: "{", headers: {} }),
    },
    { name: "a timestamp six minutes old", at: -360_000 },
    { name: "a timestamp six minutes ahead", at: 360_000 },
    { name: "the route of another door", body: { route: "/callbacks/claim" } },
    {
      name: "another trace than the header's",
      body: { correlationId: "11111111-1111-4111-8111-111111111111" },
    },
    { name: "a non-ASCII signature", headers: { "X-Signature": "é".repeat(64) } },
    { name: "the other direction's key", headers: { "X-Signature": "0".repeat(64) } },
  ])(
    "[convex:door:one-refusal] refuses $name with the one 401",
    async ({ change, at, body, headers }) => {
      const request =
        change?.() ?? (await signedRequest(route, { ...body }, Date.now() + (at ?? 0)));
      const answer = await send(backend, route, {
        ...request,
        headers: { ...(request.headers as Record<string, string>), ...headers },
      });
      expect([answer.status, answer.body]).toEqual([401, unauthorized]);
    },
  );

  test("[convex:door:no-bypass] a signature of an empty key opens nothing", async () => {
    const text = JSON.stringify({ route, correlationId: trace });
    const timestamp = String(Date.now());
    const signature = await sign(" ", timestamp, new TextEncoder().encode(text));
    const headers = {
      "X-Timestamp": timestamp,
      "X-Signature": signature,
      "X-Correlation-Id": trace,
    };
    expect((await send(backend, route, { method: "POST", body: text, headers })).status).toBe(401);
  });

  test("[convex:door:shape] a signed body of the wrong shape is 422 with the place", async () => {
    const answer = await call(backend, "/callbacks/claim", {
      jobId: "x",
      attempt: "1",
      claimId: "c",
    });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: "request.invalid", details: { reason: "body.attempt must be a number" } },
    });
  });

  test("an id that names nothing is 404, whatever it looks like", async () => {
    for (const jobId of ["", "x", "💥", "../..", "a".repeat(1000)]) {
      expect(
        await call(backend, "/callbacks/claim", { jobId, attempt: 1, claimId: "c" }),
      ).toMatchObject({
        status: 404,
        body: { code: "resource.not_found" },
      });
    }
  });

  test("a body over 256 KiB is 413 before anything is looked at", async () => {
    const answer = await call(backend, route, { padding: "x".repeat(300_000) });
    expect(answer).toMatchObject({ status: 413, body: { code: "request.too_large" } });
  });

  test("[convex:door:replay] the same bytes again get the first answer and change nothing", async () => {
    const { scenes, person, sessionId } = await planned(backend, ["One"]);
    const [{ jobId, sceneId }] = scenes;
    const body = {
      jobId,
      attempt: 1,
      seq: 1,
      sceneId,
      version: 1,
      status: "ready",
      result: chunk(30),
    };
    const request = await signedRequest("/callbacks/scene-updated", body);
    const first = await send(backend, "/callbacks/scene-updated", request);
    const again = await send(backend, "/callbacks/scene-updated", request);
    expect(first).toMatchObject({ status: 200, replayed: false, body: { accepted: true } });
    expect(again).toMatchObject({ status: 200, replayed: true, body: first.body });
    expect(await person.query(api.videoSessions.get, { sessionId })).toMatchObject({
      durationInFrames: 30,
    });
    const events = await person.query(api.webhooks.events, {
      paginationOpts: { numItems: 50, cursor: null },
      type: "scene.ready",
    });
    expect(events.page).toHaveLength(1);
  });
});

describe("claims and leases", () => {
  test("[convex:lease:claim] one execution gets the job; the same one may ask again", async () => {
    const { worker, scenes } = await planned(backend, ["One"]);
    const [{ jobId }] = scenes;
    expect(await worker.claim(jobId, 1, "a")).toBe("go");
    expect(await worker.claim(jobId, 1, "a")).toBe("go");
    expect(await worker.claim(jobId, 1, "b")).toBe("stale");
    expect(await worker.claim(jobId, 2, "a")).toBe("stale");
  });

  test("a cancelled job is not handed out", async () => {
    const { person, worker, scenes } = await planned(backend, ["One"]);
    const [{ jobId }] = scenes;
    expect(await person.mutation(api.jobs.cancel, { jobId })).toEqual({ cancelled: true });
    expect(await person.mutation(api.jobs.cancel, { jobId })).toEqual({ cancelled: false });
    expect(await worker.claim(jobId)).toBe("cancelled");
  });

  test("[convex:lease:heartbeat] a heartbeat keeps the lease, and carries the cancellation", async () => {
    const { person, worker, scenes } = await planned(backend, ["One"]);
    const [{ jobId }] = scenes;
    await worker.claim(jobId, 1, "a");
    const beat = async (claimId: string): Promise<unknown> =>
      (await call(backend, "/callbacks/heartbeat", { jobId, attempt: 1, claimId })).body;
    expect(await beat("a")).toMatchObject({ ok: true, cancel: false, superseded: false });
    expect(await beat("b")).toMatchObject({ ok: false, cancel: true });
    await person.mutation(api.jobs.cancel, { jobId });
    expect(await beat("a")).toMatchObject({ ok: false, cancel: true, superseded: false });
  });

  test("[convex:lease:release] a job given back is handed out again at once, at no cost", async () => {
    const { person, worker, scenes } = await planned(backend, ["One"]);
    const [{ jobId, sceneId, version }] = scenes;
    await worker.claim(jobId, 1, "a");
    await worker.update({ jobId, sceneId, version }, "rendering");
    const release = { jobId, attempt: 1, claimId: "a", reason: "shutdown" };
    expect((await call(backend, "/callbacks/release", release)).body).toEqual({ released: true });
    expect((await call(backend, "/callbacks/release", release)).body).toEqual({ released: false });
    const post = await backend.api.posted(
      (one) => one.body["jobId"] === jobId && one.body["attempt"] === 2,
    );
    expect(post.path).toBe("/jobs/edit");
    expect(await person.query(api.jobs.get, { jobId })).toMatchObject({
      attempt: 2,
      maxAttempts: 4,
    });
    expect(await person.query(api.scenes.get, { sceneId })).toMatchObject({ status: "queued" });
  });
});

describe("a scene's callbacks", () => {
  test("[convex:scene:progress] progress and previews show on the scene while it is made", async () => {
    const { person, worker, sessionId, scenes } = await planned(backend, ["One"]);
    const [job] = scenes;
    await worker.claim(job.jobId);
    const progress = {
      stage: "drawing",
      done: 3,
      total: 9,
      previewUrl: "http://chunks.test/p.mp4",
      posterUrl: "http://chunks.test/p.jpg",
    };
    await worker.update(job, "rendering", {
      progress,
      authoring: { chips: ["a circle"], code: "x = 1", mode: "code" },
    });
    const [scene] = await person.query(api.scenes.listBySession, { sessionId });
    expect(scene).toMatchObject({
      status: "rendering",
      pending: {
        version: 1,
        status: "rendering",
        progress,
        previewUrl: progress.previewUrl,
        posterUrl: progress.posterUrl,
        attempt: 1,
      },
    });
    expect(await person.query(api.videoSessions.get, { sessionId })).toMatchObject({
      status: "rendering",
    });
    const source = await person.query(api.scenes.source, { sceneId: job.sceneId });
    expect(source).toMatchObject({ code: "x = 1", mode: "code" });
    await worker.fail(job, "render.time_limit");
    const paginationOpts = { numItems: 1, cursor: null };
    const all = await person.query(api.scenes.versions, { sceneId: job.sceneId, paginationOpts });
    const [failed] = all.page;
    expect([failed?.status, failed?.previewUrl, failed?.posterUrl]).toEqual([
      "error",
      undefined,
      undefined,
    ]);
  });

  test("[convex:scene:fence] late, repeated and foreign messages change nothing and are told why", async () => {
    const { worker, scenes } = await planned(backend, ["One", "Two"]);
    const [job, other] = scenes;
    if (other === undefined) throw new Error("Two scenes were planned.");
    const at = async (
      seq: number,
      status: string,
      more: object = {},
    ): Promise<Record<string, unknown>> =>
      (
        await call(backend, "/callbacks/scene-updated", {
          ...{ jobId: job.jobId, sceneId: job.sceneId, version: 1, attempt: 1, seq, status },
          ...more,
        })
      ).body;
    await worker.claim(job.jobId);
    expect(await at(5, "rendering")).toMatchObject({ accepted: true });
    expect(await at(5, "rendering")).toMatchObject({ accepted: false, ignored: "duplicate" });
    expect(await at(4, "rendering")).toMatchObject({ accepted: false, ignored: "old" });
    expect(await at(9, "generating_code")).toMatchObject({ accepted: false, ignored: "old" });
    expect(await at(6, "ready", { jobId: other.jobId, result: chunk(9) })).toMatchObject({
      ignored: "stale",
    });
    expect(await at(6, "ready", { attempt: 2, result: chunk(9) })).toMatchObject({
      ignored: "stale",
    });
    expect(await at(7, "ready", { result: chunk(9) })).toMatchObject({ accepted: true });
    expect(await at(7, "ready", { result: chunk(9) })).toMatchObject({ ignored: "duplicate" });
    expect(await at(8, "error")).toMatchObject({ ignored: "stale" });
  });

  test("[convex:scene:failed-edit] a failed edit leaves what plays and says why", async () => {
    const { person, worker, sessionId, scenes } = await generated(backend, [30, 40]);
    const [{ sceneId }] = scenes;
    const { jobId, version } = await person.mutation(api.jobs.triggerEdit, {
      sceneId,
      prompt: "break it",
    });
    await worker.fail({ jobId, sceneId, version }, "render.time_limit");
    expect(await person.query(api.scenes.get, { sceneId })).toMatchObject({
      status: "ready",
      liveVersion: 1,
      durationInFrames: 30,
      errorVersion: 2,
      error: { code: "render.time_limit" },
    });
    expect(await person.query(api.videoSessions.get, { sessionId })).toMatchObject({
      status: "ready",
      failedScenes: 0,
    });
    await person.mutation(api.scenes.dismissError, { sceneId });
    expect(await person.query(api.scenes.get, { sceneId })).not.toHaveProperty("error");
  });

  test("a ready message without a result is refused whole", async () => {
    const { person, worker, scenes } = await planned(backend, ["One"]);
    const [job] = scenes;
    await worker.claim(job.jobId);
    expect(await worker.update(job, "ready")).toMatchObject({ code: "request.invalid" });
    expect(await person.query(api.scenes.get, { sceneId: job.sceneId })).toMatchObject({
      status: "queued",
    });
  });

  test("[convex:scene:retryable-error] a retryable failure is tried again, three times in all", async () => {
    const { person, worker, scenes } = await planned(backend, ["One"]);
    const [job] = scenes;
    const error = {
      code: "upstream.down",
      error: "Away.",
      details: {},
      retryable: true,
      owner: "upstream",
    };
    for (const attempt of [1, 2]) {
      await worker.claim(job.jobId, attempt);
      expect(await worker.update({ ...job, attempt }, "error", { error })).toMatchObject({
        accepted: true,
        retrying: true,
      });
    }
    await worker.claim(job.jobId, 3);
    expect(await worker.update({ ...job, attempt: 3 }, "error", { error })).toMatchObject({
      retrying: false,
    });
    expect(await person.query(api.scenes.get, { sceneId: job.sceneId })).toMatchObject({
      status: "error",
      error,
    });
  });
});

describe("[convex:session:partial] partial success", () => {
  test("a session with a failed scene is ready and says how many failed", async () => {
    const { person, worker, sessionId, scenes } = await planned(backend, ["One", "Two"]);
    const [good, bad] = scenes;
    if (bad === undefined) throw new Error("Two scenes were planned.");
    await worker.render(good, 30);
    await worker.fail(bad);
    const session = await person.query(api.videoSessions.get, { sessionId });
    expect(session).toMatchObject({ status: "ready", failedScenes: 1, durationInFrames: 30 });
    const { jobIds } = await person.mutation(api.jobs.retryFailed, { sessionId });
    expect(jobIds).toHaveLength(1);
    await worker.render({ ...bad, jobId: jobIds[0] ?? "", version: 2 }, 15);
    expect(await person.query(api.videoSessions.get, { sessionId })).toMatchObject({
      failedScenes: 0,
      durationInFrames: 45,
    });
  });

  test("a session in which nothing plays is an error with a reason, and one retried scene mends it", async () => {
    const { person, worker, sessionId, scenes } = await planned(backend, ["One"]);
    const [job] = scenes;
    await worker.fail(job, "render.memory");
    expect(await person.query(api.videoSessions.get, { sessionId })).toMatchObject({
      status: "error",
      error: { code: "render.memory" },
    });
    // The scene names what failed, so that whoever sees it can try again.
    const [failed] = await person.query(api.scenes.listBySession, { sessionId });
    if (failed?.jobId === undefined) throw new Error("The failed scene names no job.");
    const { jobId, version } = await person.mutation(api.jobs.retry, { jobId: failed.jobId });
    await worker.render({ sceneId: job.sceneId, jobId, version: version ?? 0 }, 12);
    const session = await person.query(api.videoSessions.get, { sessionId });
    expect(session).toMatchObject({ status: "ready", durationInFrames: 12 });
    expect(session).not.toHaveProperty("error");
  });

  test("a plan that fails ends the session with its reason; a retry plans again", async () => {
    const { person, worker, projectId, sessionId } = await openSession(backend);
    const wish = { projectId, sessionId, sceneCount: 2, prompt: "x" };
    const { jobId } = await person.mutation(api.jobs.triggerGenerate, wish);
    await worker.claim(jobId);
    const error = {
      code: "authoring.refused",
      error: "No.",
      details: {},
      retryable: false,
      owner: "upstream",
    };
    await call(backend, "/callbacks/session-updated", {
      jobId,
      attempt: 1,
      seq: 1,
      sessionId,
      status: "error",
      error,
    });
    expect(await person.query(api.videoSessions.get, { sessionId })).toMatchObject({
      status: "error",
      error: { code: "authoring.refused" },
    });
    const again = await person.mutation(api.jobs.retry, { jobId });
    await worker.claim(again.jobId);
    expect(await worker.plan(again.jobId, sessionId, ["One"])).toHaveLength(1);
  });

  test("[convex:session:plan-once] a plan sent twice makes its scenes once and answers the same", async () => {
    const { person, worker, projectId, sessionId } = await openSession(backend);
    const { jobId } = await person.mutation(api.jobs.triggerGenerate, {
      projectId,
      sessionId,
      sceneCount: 2,
      prompt: "x",
    });
    await worker.claim(jobId);
    const first = await worker.plan(jobId, sessionId, ["One", "Two"]);
    const again = await worker.plan(jobId, sessionId, ["One", "Two"]);
    expect(again).toEqual(first);
    expect(await person.query(api.scenes.listBySession, { sessionId })).toHaveLength(2);
  });
});
