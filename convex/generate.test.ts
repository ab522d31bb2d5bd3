import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "./_generated/api";
import type { Backend } from "./tests/backend.harness";
import { startBackend } from "./tests/backend.harness";
import { generated, openSession, planned } from "./tests/story.harness";

let backend: Backend;
beforeEach(async () => {
  backend = await startBackend();
});
afterEach(async () => await backend.close());

describe("generating a session", () => {
  test("[convex:generate:plan-to-ready] a prompt becomes scenes that play, frame by frame in a row", async () => {
    const { person, sessionId } = await generated(backend, [30, 45, 60]);
    const session = await person.query(api.videoSessions.get, { sessionId });
    expect(session).toMatchObject({
      status: "ready",
      sceneCount: 3,
      pendingScenes: 0,
      failedScenes: 0,
      durationInFrames: 135,
    });
    const scenes = await person.query(api.scenes.listBySession, { sessionId });
    expect(scenes.map((scene) => [scene.startFrame, scene.endFrame])).toEqual([
      [0, 29],
      [30, 74],
      [75, 134],
    ]);
    expect(scenes[0]).toMatchObject({ status: "ready", liveVersion: 1 });
    expect(scenes[0]?.posterUrl).toMatch(/^http:\/\/chunks\.test\/chunks\/.*\.jpg$/);
  });

  test("[convex:dispatch:signed-post] the trigger's job reaches the job service, signed", async () => {
    const { person, projectId, sessionId } = await openSession(backend);
    const { jobId } = await person.mutation(api.jobs.triggerGenerate, {
      projectId,
      sessionId,
      sceneCount: 3,
      prompt: "Explain circles",
    });
    const post = await backend.api.posted((candidate) => candidate.body["jobId"] === jobId);
    expect(post.path).toBe("/jobs/generate");
    expect(post.body).toMatchObject({
      route: "/jobs/generate",
      attempt: 1,
      sceneCount: 3,
      prompt: "Explain circles",
      sessionId,
    });
    expect(post.headers["x-correlation-id"]).toBe(post.body["correlationId"]);
  });

  test("each planned scene gets a job of its own, posted as an edit without a source", async () => {
    const { scenes } = await planned(backend, ["One", "Two"]);
    const post = await backend.api.posted(
      (candidate) => candidate.body["jobId"] === scenes[1]?.jobId,
    );
    expect(post.path).toBe("/jobs/edit");
    expect(post.body).toMatchObject({
      source: null,
      version: 1,
      birthIndex: 1,
      scene: { title: "Two", index: 1 },
    });
  });
});
