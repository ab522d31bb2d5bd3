import { beforeAll, describe, expect, test } from "vitest";
import type { SceneUpdated } from "./shared/messages";
import type { Backend } from "./tests/backend.harness";
import { startBackend } from "./tests/backend.harness";
import type { Big } from "./tests/bigSession.harness";
import { bigSession } from "./tests/bigSession.harness";
import { inside } from "./tests/peek.harness";
import { chunk, trace } from "./tests/worker.harness";

/** Reads are counted by the transaction itself, on the double and on the embedded runtime alike. */
let backend: Backend;
let big: Big;

beforeAll(async () => {
  backend = await startBackend();
  const { operator } = backend;
  big = await operator.mutation(inside.seedBig, { externalId: backend.unique("ann") });
  const indexes = Array.from({ length: bigSession.scenes }, (_, index) => index);
  for (const index of indexes) await operator.mutation(inside.seedBigScene, { big, index });
}, 120_000);

async function told(
  rest: Pick<SceneUpdated, "status" | "seq"> & Partial<SceneUpdated>,
): Promise<{ answer: unknown; documents: number; written: number }> {
  const { sceneId, jobId } = await backend.operator.query(inside.pendingScene, { big, index: 1 });
  const route = "/callbacks/scene-updated";
  const version = bigSession.versions;
  const message = { route, correlationId: trace, attempt: 1, jobId, sceneId, version, ...rest };
  return await backend.operator.mutation(inside.callbackReads, { message });
}

describe(`[convex:bench:documents-read] with ${bigSession.scenes} scenes of ${bigSession.versions} versions`, () => {
  test(
    "listing reads the scenes and the pending versions, nothing of the history",
    { timeout: 60_000 },
    async () => {
      const { answer, documents } = await backend.operator.query(inside.listReads, { big });
      expect(answer).toBe(bigSession.scenes);
      expect(documents).toBe(2 + bigSession.scenes + bigSession.pending);
    },
  );

  test("a progress callback reads a handful of rows", { timeout: 60_000 }, async () => {
    const progress = { stage: "drawing", done: 1, total: 2 };
    const { answer, documents, written } = await told({ status: "rendering", seq: 1, progress });
    expect(answer).toMatchObject({ accepted: true });
    expect(documents).toBeLessThanOrEqual(12);
    expect(written).toBeLessThanOrEqual(4);
  });

  test(
    "a new version of another length moves the later scenes and reads no history",
    { timeout: 60_000 },
    async () => {
      const result = chunk(31) as NonNullable<SceneUpdated["result"]>;
      const { answer, documents, written } = await told({ status: "ready", seq: 2, result });
      expect(answer).toMatchObject({ accepted: true });
      // Each row that moves is read twice: once in the range, once by its patch.
      expect(documents).toBeLessThanOrEqual(2 * bigSession.scenes + 40);
      expect(written).toBeLessThanOrEqual(bigSession.scenes + 20);
      const last = await backend.operator.query(inside.pendingScene, { big, index: 199 });
      expect(last.endFrame).toBe(bigSession.scenes * bigSession.frames);
    },
  );
});
