import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "./_generated/api";
import type { Backend } from "./tests/backend.harness";
import { startBackend } from "./tests/backend.harness";
import { rowsOf } from "./tests/peek.harness";
import { refusal } from "./tests/refusal.harness";
import { generated, openSession, signUp } from "./tests/story.harness";
import { call } from "./tests/worker.harness";

let backend: Backend;
beforeEach(async () => {
  backend = await startBackend();
});
afterEach(async () => await backend.close());

const own = {
  key: "sk-quite-secret-9876",
  model: "some-model",
  baseUrl: "https://api.example.com/v1/",
};
const open = async (jobId: string): Promise<unknown> =>
  (await call(backend, "/server/modelKeys.open", { jobId })).body["key"];

describe("[author:own-key] a person's own key for a model", () => {
  test("is sealed where it lies, and shown by its last letters only", async () => {
    const person = await signUp(backend, "ann");
    await person.action(api.modelKeys.save, own);
    const shown = await person.query(api.modelKeys.mine, {});
    expect(shown).toMatchObject({
      hint: "9876",
      model: own.model,
      baseUrl: "https://api.example.com/v1",
    });
    expect(JSON.stringify(shown)).not.toContain(own.key);
    for (const table of ["modelKeys", "clientRequests", "callbackSeen"] as const)
      expect(JSON.stringify(await rowsOf(backend, table))).not.toContain(own.key);
  });

  test("is opened for a worker while a job of that person runs, and travels in no message", async () => {
    const { person, sessionId, projectId } = await openSession(backend);
    await person.action(api.modelKeys.save, own);
    const wish = { projectId, sessionId, sceneCount: 1, prompt: "Circles" };
    const { jobId } = await person.mutation(api.jobs.triggerGenerate, wish);
    const post = await backend.api.posted(({ body }) => body["jobId"] === jobId);
    expect(post.body["ownKey"]).toBe(true);
    expect(post.text).not.toContain(own.key);
    expect(await open(jobId)).toEqual({ ...own, baseUrl: "https://api.example.com/v1" });
    await person.mutation(api.jobs.cancel, { jobId });
    expect(await open(jobId)).toBeNull();
    expect(await open("no-such-job")).toBeNull();
  });

  test("is nobody else's, can be changed and taken back", async () => {
    const ann = await signUp(backend, "ann");
    const { person: bob, scenes } = await generated(backend, [30], "bob");
    await ann.action(api.modelKeys.save, own);
    expect(await bob.query(api.modelKeys.mine, {})).toBeNull();
    const [{ sceneId }] = scenes;
    const { jobId } = await bob.mutation(api.jobs.triggerEdit, { sceneId, prompt: "blue" });
    expect(await open(jobId)).toBeNull();
    await ann.action(api.modelKeys.save, { ...own, key: "sk-another-5555" });
    expect(await ann.query(api.modelKeys.mine, {})).toMatchObject({ hint: "5555" });
    await ann.mutation(api.modelKeys.remove, {});
    expect(await ann.query(api.modelKeys.mine, {})).toBeNull();
  });

  test("means that wishes are left to the model", async () => {
    const { person, scenes } = await generated(backend, [30]);
    await person.action(api.modelKeys.save, own);
    const [{ sceneId }] = scenes;
    const understood = await person.action(api.wishes.read, {
      sceneId,
      instruction: "make it red",
    });
    expect(understood.byModel).toBe(true);
  });

  test.each([
    { ...own, key: "short" },
    { ...own, key: "with a space in it" },
    { ...own, model: " " },
    { ...own, baseUrl: "ftp://example.com" },
    { ...own, baseUrl: "https://user:word@example.com" },
  ])("is refused when it cannot be right: %o", async (wrong) => {
    const person = await signUp(backend, "ann");
    const { code } = await refusal(person.action(api.modelKeys.save, wrong));
    expect(code).toBe("request.invalid");
  });
});

test("[author:metered] what a plan took is counted with its price", async () => {
  const { person, worker, sessionId, projectId } = await openSession(backend);
  const wish = { projectId, sessionId, sceneCount: 1, prompt: "Circles" };
  const { jobId } = await person.mutation(api.jobs.triggerGenerate, wish);
  await worker.claim(jobId);
  await call(backend, "/callbacks/session-updated", {
    ...{ jobId, attempt: 1, seq: 1, sessionId, status: "generating" },
    plan: [{ title: "One", summary: "The one" }],
    tokens: { input: 1000, output: 200, costUsd: 0.5 },
  });
  const { today } = await person.query(api.usage.mine, {});
  expect(today).toMatchObject({ inputTokens: 1000, outputTokens: 200, costUsd: 0.5 });
});
