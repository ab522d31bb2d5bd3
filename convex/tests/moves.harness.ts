/** What may happen in the world of the model-based test, and how often. */
import { expect } from "vitest";
import { api } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import type { Dice } from "./random.harness";
import type { Story } from "./story.harness";
import type { Move } from "./world.harness";

const page = { numItems: 20, cursor: null };

function onScene(
  run: (story: Story, sceneId: Id<"scenes">, dice: Dice) => Promise<unknown>,
): Move["run"] {
  return async (world, story) => {
    const sceneId = await world.aScene(story);
    if (sceneId !== undefined) await run(story, sceneId, world.dice);
  };
}

export const moves: readonly Move[] = [
  { name: "deliver", weight: 110, by: "world", run: async (world) => world.deliver() },
  { name: "work", weight: 55, by: "world", run: async (world, story) => world.work(story) },
  { name: "lease over", weight: 1, by: "world", run: async (world) => world.sweep(46_000) },
  {
    name: "generate",
    weight: 3,
    by: "person",
    run: async (_world, { person, projectId, sessionId }) =>
      person.mutation(api.jobs.triggerGenerate, {
        projectId,
        sessionId,
        sceneCount: 3,
        prompt: "x",
      }),
  },
  {
    name: "edit",
    weight: 8,
    by: "person",
    run: onScene(async ({ person }, sceneId) =>
      person.mutation(api.jobs.triggerEdit, { sceneId, prompt: "x" }),
    ),
  },
  {
    name: "render",
    weight: 4,
    by: "person",
    run: onScene(async ({ person }, sceneId) =>
      person.mutation(api.jobs.triggerRender, { sceneId, code: "x" }),
    ),
  },
  {
    name: "insert",
    weight: 2,
    by: "person",
    run: async (world, { person, sessionId }) =>
      person.mutation(api.scenes.insert, { sessionId, index: world.dice.below(4), prompt: "x" }),
  },
  {
    name: "split",
    weight: 5,
    by: "person",
    run: onScene(async ({ person }, sceneId, dice) =>
      person.mutation(api.scenes.split, { sceneId, atFrame: dice.below(60) }),
    ),
  },
  {
    name: "duplicate",
    weight: 1,
    by: "person",
    run: onScene(async ({ person }, sceneId) => person.mutation(api.scenes.duplicate, { sceneId })),
  },
  {
    name: "reorder",
    weight: 3,
    by: "person",
    run: onScene(async ({ person }, sceneId, dice) =>
      person.mutation(api.scenes.reorder, { sceneId, toIndex: dice.below(6) }),
    ),
  },
  {
    name: "retitle",
    weight: 2,
    by: "person",
    run: onScene(async ({ person }, sceneId, dice) =>
      person.mutation(api.scenes.setTitle, { sceneId, title: `T${dice.below(9)}` }),
    ),
  },
  {
    name: "remove",
    weight: 3,
    by: "person",
    run: onScene(async ({ person }, sceneId) => person.mutation(api.scenes.remove, { sceneId })),
  },
  {
    name: "restore",
    weight: 2,
    by: "person",
    run: async (world, { person, sessionId }) => {
      const removed = await person.query(api.scenes.listRemoved, {
        sessionId,
        paginationOpts: page,
      });
      const scene = world.dice.pick(removed.page);
      if (scene !== undefined) await person.mutation(api.scenes.restore, { sceneId: scene._id });
    },
  },
  {
    name: "revert",
    weight: 6,
    by: "person",
    run: onScene(async ({ person }, sceneId, dice) => {
      const versions = await person.query(api.scenes.versions, { sceneId, paginationOpts: page });
      const version = dice.pick(
        versions.page.filter((one) => one.status === "ready" && !one.isLive),
      );
      if (version !== undefined)
        await person.mutation(api.scenes.revert, { sceneId, version: version.version });
    }),
  },
  {
    name: "undo",
    weight: 6,
    by: "person",
    run: async (_world, { person, sessionId }) =>
      person.mutation(api.operations.undo, { sessionId }),
  },
  {
    name: "redo",
    weight: 4,
    by: "person",
    run: async (_world, { person, sessionId }) =>
      person.mutation(api.operations.redo, { sessionId }),
  },
  {
    name: "cancel",
    weight: 2,
    by: "person",
    run: async (world, { person }) => {
      const job = world.dice.pick(await person.query(api.jobs.active, {}));
      if (job !== undefined) await person.mutation(api.jobs.cancel, { jobId: job._id });
    },
  },
  {
    name: "retry failed",
    weight: 2,
    by: "person",
    run: async (_world, { person, sessionId }) =>
      person.mutation(api.jobs.retryFailed, { sessionId }),
  },
  {
    name: "export",
    weight: 1,
    by: "person",
    run: async (_world, { person, sessionId }) =>
      person.mutation(api.jobs.triggerExport, {
        sessionId,
        format: "mp4",
        quality: "480p",
        fps: 30,
      }),
  },
  {
    name: "cancel all",
    weight: 1,
    by: "person",
    run: async (_world, { person, sessionId }) =>
      person.mutation(api.jobs.cancelSession, { sessionId }),
  },
  { name: "heartbeat", weight: 3, by: "world", run: async (world) => world.heartbeat() },
  { name: "release", weight: 1, by: "world", run: async (world) => world.release() },
  {
    name: "dispatched",
    weight: 4,
    by: "world",
    run: async (world, story) => world.dispatched(story),
  },
  {
    name: "retry",
    weight: 2,
    by: "person",
    run: async (world, { person, sessionId }) => {
      const jobs = await person.query(api.jobs.listBySession, { sessionId, paginationOpts: page });
      const over = jobs.page.filter((job) => job.status === "failed" || job.status === "cancelled");
      const job = world.dice.pick(over);
      if (job !== undefined) await person.mutation(api.jobs.retry, { jobId: job._id });
    },
  },
  {
    name: "lock",
    weight: 1,
    by: "person",
    run: onScene(async ({ person }, sceneId, dice) =>
      person.mutation(api.scenes.setLocked, { sceneId, locked: dice.chance(0.3) }),
    ),
  },
  {
    name: "dismiss",
    weight: 1,
    by: "person",
    run: onScene(async ({ person }, sceneId) =>
      person.mutation(api.scenes.dismissError, { sceneId }),
    ),
  },
  {
    name: "bin and back",
    weight: 1,
    by: "person",
    run: async (_world, { person, sessionId }) => {
      await person.mutation(api.videoSessions.remove, { sessionId });
      await person.mutation(api.videoSessions.restore, { sessionId });
    },
  },
  {
    name: "undo and redo",
    weight: 2,
    by: "person",
    run: async (_world, story) => {
      const { person, sessionId } = story;
      const before = await rowOf(story);
      await person.mutation(api.operations.undo, { sessionId });
      await person.mutation(api.operations.redo, { sessionId });
      expect(await rowOf(story)).toEqual(before);
    },
  },
];

/** What undo and redo move: order, titles, what plays and when. */
async function rowOf({ person, sessionId }: Story): Promise<unknown[]> {
  const scenes = await person.query(api.scenes.listBySession, { sessionId });
  return scenes.map(({ _id, title, liveVersion, startFrame, endFrame }) => [
    ...[_id, title, liveVersion],
    ...[startFrame, endFrame],
  ]);
}
