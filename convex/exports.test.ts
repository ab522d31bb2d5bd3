import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "./_generated/api";
import type { Backend } from "./tests/backend.harness";
import { startBackend } from "./tests/backend.harness";
import { refusal } from "./tests/refusal.harness";
import { generated } from "./tests/story.harness";
import { call, chunk } from "./tests/worker.harness";

let backend: Backend;
beforeEach(async () => {
  backend = await startBackend();
});
afterEach(async () => await backend.close());

const gif = { format: "gif", quality: "720p", fps: 15 } as const;

describe("exports", () => {
  test("[convex:export:picture] how a GIF shall look reaches the worker, and again when it is tried again", async () => {
    const { person, worker, sessionId } = await generated(backend, [30]);
    const picture = { width: 320, colors: 64, dither: "none" } as const;
    const wish = { ...gif, sessionId, picture, captions: true };
    const { jobId, exportId } = await person.mutation(api.jobs.triggerExport, wish);
    const posted = await backend.api.posted((one) => one.body["jobId"] === jobId);
    expect(posted.body).toMatchObject({ picture, title: "Circles", scenes: [{ trim: null }] });
    await worker.claim(jobId);
    await person.mutation(api.jobs.cancel, { jobId });
    const again = await person.mutation(api.jobs.retry, { jobId });
    const second = await backend.api.posted((one) => one.body["jobId"] === again.jobId);
    expect(second.body).toMatchObject({ picture, captions: true });
    expect(second.body["exportId"]).not.toBe(exportId);
  });

  test("[convex:export:facts] a file is told with its size and where its captions are", async () => {
    const { person, worker, sessionId } = await generated(backend, [30]);
    const wish = { ...gif, sessionId, captions: true };
    const { jobId, exportId } = await person.mutation(api.jobs.triggerExport, wish);
    await worker.claim(jobId);
    const result = {
      ...{ key: "e.gif", url: "http://chunks.test/e.gif", bytes: 5, checksum: "c" },
      ...{ durationInFrames: 15, fps: 15, width: 1280, height: 720 },
      ...{ captionsKey: "e.vtt", captionsUrl: "http://chunks.test/e.vtt" },
    };
    const body = { jobId, attempt: 1, exportId, seq: 1, status: "ready", result };
    expect((await call(backend, "/callbacks/export-updated", body)).body).toMatchObject({
      accepted: true,
    });
    expect(await person.query(api.exports.get, { exportId })).toMatchObject({
      status: "ready",
      ...result,
    });
  });

  test("a half of a split says which part of its source it shows", async () => {
    const { person, worker, sessionId, scenes } = await generated(backend, [90]);
    const [{ sceneId }] = scenes;
    const split = await person.mutation(api.scenes.split, { sceneId, atFrame: 30 });
    const job = { sceneId, version: split.version, jobId: split.jobId };
    await worker.claim(job.jobId);
    await worker.update(job, "rendering");
    const result = { ...chunk(30, "left"), splitRest: chunk(60, "right") };
    await worker.update(job, "ready", { result });
    const { jobId } = await person.mutation(api.jobs.triggerExport, { ...gif, sessionId });
    const posted = await backend.api.posted((one) => one.body["jobId"] === jobId);
    expect(posted.body["scenes"]).toMatchObject([
      { trim: { fromFrame: 0, toFrame: 30 } },
      { trim: { fromFrame: 30, toFrame: 90 } },
    ]);
  });

  test.each([
    { name: "more than a GIF can show", wish: { ...gif, fps: 60 }, field: "fps" },
    { name: "more frames than are made", wish: { ...gif, format: "mp4", fps: 61 }, field: "fps" },
    { name: "one color", wish: { ...gif, picture: { colors: 1 } }, field: "picture.colors" },
    { name: "half a pixel", wish: { ...gif, picture: { width: 99.5 } }, field: "picture.width" },
    {
      name: "a palette for a WebM",
      wish: { ...gif, format: "webm", picture: { dither: "none" } },
      field: "picture.colors",
    },
    {
      name: "a width for an MP4",
      wish: { ...gif, format: "mp4", picture: { width: 320 } },
      field: "picture.width",
    },
  ] as const)("[convex:export:picture] $name is refused by name", async ({ wish, field }) => {
    const { person, sessionId } = await generated(backend, [30]);
    const refused = await refusal(person.mutation(api.jobs.triggerExport, { ...wish, sessionId }));
    expect(refused).toMatchObject({ code: "request.invalid", details: { field } });
  });
});
