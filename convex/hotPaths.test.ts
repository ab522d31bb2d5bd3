import { convexTest } from "convex-test";
import { beforeAll, describe, expect, test } from "vitest";
import type { MutationCtx } from "./_generated/server";
import { listBySession } from "./model/sceneLists";
import { sceneUpdated } from "./model/sceneUpdated";
import { scenesFrom } from "./model/timeline";
import schema from "./schema";
import type { SceneUpdated } from "./shared/messages";
import type { Big } from "./tests/bigSession.harness";
import { bigSession, seedScene, seedSession } from "./tests/bigSession.harness";
import { trace } from "./tests/worker.harness";

/** Reads are counted by the transaction itself, so this runs where the test can enter one: on the double. */
const modules = import.meta.glob(["./**/*.ts", "./_generated/*.js", "!./**/*.*.ts"]);
const t = convexTest(schema, modules);
let big: Big;

beforeAll(async () => {
  big = await t.run(async (ctx) => seedSession(ctx as unknown as MutationCtx, "ann"));
  for (let index = 0; index < bigSession.scenes; index += 1) {
    await t.run(async (ctx) => seedScene(ctx as unknown as MutationCtx, big, index));
  }
}, 120_000);

async function readsOf(
  work: (ctx: MutationCtx) => Promise<unknown>,
): Promise<{ documents: number; written: number }> {
  return await t.run(async (raw) => {
    const ctx = raw as unknown as MutationCtx;
    await work(ctx);
    const { documentsRead, documentsWritten } = await ctx.meta.getTransactionMetrics();
    return { documents: documentsRead.used, written: documentsWritten.used };
  });
}

async function messageFor(
  ctx: MutationCtx,
  rest: Pick<SceneUpdated, "status" | "seq"> & Partial<SceneUpdated>,
): Promise<SceneUpdated> {
  const [scene] = await ctx.db
    .query("scenes")
    .withIndex("by_session_removed_index", (q) =>
      q.eq("sessionId", big.sessionId).eq("removedAt", undefined).eq("index", 1),
    )
    .take(1);
  if (scene === undefined) throw new Error("The second scene is there.");
  const version = await ctx.db
    .query("sceneVersions")
    .withIndex("by_scene_version", (q) =>
      q.eq("sceneId", scene._id).eq("version", bigSession.versions),
    )
    .unique();
  const route = "/callbacks/scene-updated";
  return {
    route,
    correlationId: trace,
    attempt: 1,
    jobId: version?.jobId ?? "",
    sceneId: scene._id,
    version: bigSession.versions,
    ...rest,
  };
}

describe(`[convex:bench:documents-read] with ${bigSession.scenes} scenes of ${bigSession.versions} versions`, () => {
  test(
    "listing reads the scenes and the pending versions, nothing of the history",
    { timeout: 60_000 },
    async () => {
      const { documents } = await readsOf(async (ctx) => {
        const user = await ctx.db.get("users", big.userId);
        if (user === null) throw new Error("Ann is there.");
        expect(await listBySession({ ...ctx, user }, big.sessionId)).toHaveLength(
          bigSession.scenes,
        );
      });
      expect(documents).toBe(2 + bigSession.scenes + bigSession.pending);
    },
  );

  test("a progress callback reads a handful of rows", { timeout: 60_000 }, async () => {
    const { documents, written } = await readsOf(async (ctx) => {
      const progress = { stage: "drawing", done: 1, total: 2 };
      expect(
        await sceneUpdated(ctx, await messageFor(ctx, { status: "rendering", seq: 1, progress })),
      ).toMatchObject({ accepted: true });
    });
    expect(documents).toBeLessThanOrEqual(16);
    expect(written).toBeLessThanOrEqual(4);
  });

  test(
    "a new version of another length moves the later scenes and reads no history",
    { timeout: 60_000 },
    async () => {
      const { documents } = await readsOf(async (ctx) => {
        const result = {
          ...{
            chunkKey: "k",
            chunkUrl: "u/k",
            sourceKey: "s",
            posterKey: "p",
            checksum: "c",
            bytes: 1,
            codec: "h264",
          },
          ...{
            durationInFrames: 31,
            fps: 30,
            width: 1280,
            height: 720,
            renderMs: 1,
            cacheHit: false,
            docsUsed: [],
          },
        };
        expect(
          await sceneUpdated(ctx, await messageFor(ctx, { status: "ready", seq: 2, result })),
        ).toMatchObject({ accepted: true });
      });
      // Each row that moves is read twice: once in the range, once by its patch.
      expect(documents).toBeLessThanOrEqual(2 * bigSession.scenes + 40);
      const ends = await t.run(async (ctx) =>
        (await scenesFrom(ctx as unknown as MutationCtx, big.sessionId, 198)).map(
          (scene) => scene.endFrame,
        ),
      );
      expect(ends).toEqual([5970, 6000]);
    },
  );
});
