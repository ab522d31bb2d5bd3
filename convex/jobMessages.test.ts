import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api, internal } from "./_generated/api";
import { verify } from "./lib/hmac";
import type { Backend } from "./tests/backend.harness";
import { startBackend } from "./tests/backend.harness";
import { contract } from "./tests/contractFiles.harness";
import type { Post } from "./tests/fakeApi.harness";
import { keys } from "./tests/keys.harness";
import { generated, openSession, planned } from "./tests/story.harness";

let backend: Backend;
beforeEach(async () => {
  backend = await startBackend();
});
afterEach(async () => await backend.close());

const examples = (contract("jobs") as { valid: Record<string, Record<string, unknown>[]> }).valid;

/** The shape of a value: which fields, of which kinds, all the way down. Open values stay open. */
function shapeOf(value: unknown, open: readonly string[]): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map((item) => shapeOf(item, open));
  if (typeof value !== "object" || value === null) return value === null ? "null" : typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, open.includes(key) ? "open" : shapeOf(item, open)]),
  );
}

const open = [
  "document",
  "params",
  "draft",
  "operations",
  "title",
  "narration",
  "summary",
  "theme",
  "language",
  "style",
  "mode",
  "code",
  "key",
];

function expectLike(post: Post, example: Record<string, unknown> | undefined): void {
  expect(shapeOf(post.body, open)).toEqual(shapeOf(example, open));
}

const posted = async (jobId: string): Promise<Post> =>
  await backend.api.posted((post) => post.body["jobId"] === jobId && post.path !== "/jobs/cancel");

describe("[convex:contract:jobs] what Convex posts is what the examples promise", () => {
  test("generate", async () => {
    const { person, projectId, sessionId } = await openSession(backend);
    const wish = { projectId, sessionId, sceneCount: 2, prompt: "π" };
    const { jobId } = await person.mutation(api.jobs.triggerGenerate, wish);
    expectLike(await posted(jobId), examples["/jobs/generate"]?.[0]);
  });

  test("writing a planned scene", async () => {
    const { scenes } = await planned(backend, ["One"]);
    expectLike(await posted(scenes[0].jobId), examples["/jobs/edit"]?.[1]);
  });

  test("editing a scene that plays", async () => {
    const { person, scenes } = await generated(backend, [90]);
    const { sceneId } = scenes[0];
    const { jobId } = await person.mutation(api.jobs.triggerEdit, {
      sceneId,
      prompt: "make it blue",
    });
    expectLike(await posted(jobId), examples["/jobs/edit"]?.[0]);
  });

  test.each([
    { index: 0, wish: { code: "from manim import *" } },
    { index: 1, wish: { document: { schema: 1 }, params: { radius: 2 } } },
    { index: 2, wish: { operations: [{ op: "x" }] } },
  ])("rendering, example $index", async ({ index, wish }) => {
    const { person, scenes } = await generated(backend, [90]);
    const { sceneId } = scenes[0];
    const { jobId } = await person.mutation(api.jobs.triggerRender, { sceneId, ...wish });
    expectLike(await posted(jobId), examples["/jobs/render"]?.[index]);
  });

  test("splitting", async () => {
    const { person, scenes } = await generated(backend, [90]);
    const { sceneId } = scenes[0];
    const { jobId } = await person.mutation(api.scenes.split, { sceneId, atFrame: 45 });
    expectLike(await posted(jobId), examples["/jobs/render"]?.[3]);
  });

  test("exporting, with only the scenes that play", async () => {
    const { person, sessionId } = await generated(backend, [90, 30]);
    const wish = { sessionId, format: "mp4", quality: "720p", fps: 30 } as const;
    const { jobId } = await person.mutation(api.jobs.triggerExport, wish);
    expectLike(await posted(jobId), examples["/jobs/export"]?.[0]);
  });

  test("cancelling", async () => {
    const { person, scenes } = await planned(backend, ["One"]);
    const jobId = scenes[0].jobId;
    await person.mutation(api.jobs.cancel, { jobId });
    const post = await backend.api.posted(
      (one) => one.path === "/jobs/cancel" && one.body["jobId"] === jobId,
    );
    expectLike(post, examples["/jobs/cancel"]?.[0]);
  });

  test("sending for the sweep of the store", async () => {
    await backend.operator.mutation(internal.sweeps.objects, { walk: true });
    const post = await backend.api.posted((one) => one.path === "/jobs/sweep");
    expectLike(post, examples["/jobs/sweep"]?.[0]);
  });

  test("[convex:dispatch:signature] every post carries a signature that the job service believes", async () => {
    const { scenes } = await planned(backend, ["π — 🎬"]);
    const post = await posted(scenes[0].jobId);
    const headers = {
      timestamp: post.headers["x-timestamp"] ?? null,
      signature: post.headers["x-signature"] ?? null,
      correlationId: post.headers["x-correlation-id"] ?? null,
    };
    const body = new TextEncoder().encode(post.text);
    expect(await verify([keys.webhook], headers, { body, now: Date.now() })).toBe(true);
    expect(await verify([keys.callback], headers, { body, now: Date.now() })).toBe(false);
  });
});
