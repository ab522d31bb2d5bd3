import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api, internal } from "./_generated/api";
import type { TableNames } from "./_generated/dataModel";
import type { Backend } from "./tests/backend.harness";
import { startBackend } from "./tests/backend.harness";
import { belongings } from "./tests/belongings.harness";
import { rowsOf } from "./tests/peek.harness";
import { generated, planned } from "./tests/story.harness";
import { call } from "./tests/worker.harness";

let backend: Backend;
beforeEach(async () => {
  backend = await startBackend();
});
afterEach(async () => await backend.close());

const dayMs = 86_400_000;
const sweepAt = async (now: number): Promise<unknown> =>
  backend.operator.mutation(internal.sweeps.expired, { now });

type Row = Awaited<ReturnType<typeof rowsOf>>[number];
type Keeping = { table: TableNames; what: string; keptUntil: (row: Row) => number };

const time = (row: Row, field: string): number => Number(row[field] ?? Number.NaN);

/** How long each kind of traffic is kept. */
const kept: Keeping[] = [
  { table: "callbackSeen", what: "a replay", keptUntil: (row) => time(row, "expiresAt") },
  {
    table: "clientRequests",
    what: "a click's first answer",
    keptUntil: (row) => time(row, "_creationTime") + 7 * dayMs,
  },
  {
    table: "shareLinks",
    what: "an expired or revoked link",
    keptUntil: (row) => time(row, "expiresAt") + 30 * dayMs,
  },
  {
    table: "refreshTokens",
    what: "a refresh token",
    keptUntil: (row) => time(row, "expiresAt") + 7 * dayMs,
  },
  {
    table: "resetTokens",
    what: "a one-time token",
    keptUntil: (row) => time(row, "expiresAt") + dayMs,
  },
  {
    table: "jobs",
    what: "a job that is over",
    keptUntil: (row) => time(row, "finishedAt") + 30 * dayMs,
  },
  {
    table: "webhookEvents",
    what: "an event",
    keptUntil: (row) => time(row, "createdAt") + 30 * dayMs,
  },
];

describe("[convex:cleanup:moments] the clean-up takes what is over, and nothing a moment early", () => {
  test.each(kept)("$what ($table)", { timeout: 60_000 }, async ({ table, keptUntil }) => {
    const { person, externalId, ids } = await belongings(backend, "quixote");
    await person.mutation(api.shareLinks.revoke, { shareLinkId: ids["shareLinks"] as never });
    await person.mutation(api.jobs.cancel, { jobId: ids["jobs"] as never });
    await call(backend, "/server/identity.get", { externalId });
    const rows = await rowsOf(backend, table);
    const first = rows
      .filter((row) => Number.isFinite(keptUntil(row)))
      .sort((a, b) => keptUntil(a) - keptUntil(b))[0];
    if (first === undefined) throw new Error(`Nothing is in ${table}.`);
    const isThere = async (): Promise<boolean> =>
      (await rowsOf(backend, table)).some((row) => row._id === first._id);
    await sweepAt(keptUntil(first) - 1);
    expect(await isThere()).toBe(true);
    await sweepAt(keptUntil(first));
    expect(await isThere()).toBe(false);
  });

  test("what nothing ends is never deleted: links without an end, jobs that run, what people made", async () => {
    const { person, worker, sessionId, scenes } = await planned(backend, ["One", "Two"], "sancho");
    await worker.render(scenes[0], 30);
    const { shareLinkId } = await person.action(api.shareLinks.create, { sessionId });
    await sweepAt(Date.now() + 4000 * dayMs);
    const links = await person.query(api.shareLinks.list, {
      sessionId,
      paginationOpts: { numItems: 9, cursor: null },
    });
    expect(links.page.map((link) => link._id)).toEqual([shareLinkId]);
    expect(await person.query(api.jobs.active, {})).toHaveLength(1);
    expect(await person.query(api.scenes.listBySession, { sessionId })).toHaveLength(2);
  });

  test("the progress of a worker that vanished goes with its lease", async () => {
    const { person, worker, scenes } = await generated(backend, [30], "dulcinea");
    const [{ sceneId }] = scenes;
    const started = await person.mutation(api.jobs.triggerEdit, { sceneId, prompt: "x" });
    await worker.claim(started.jobId, 1, "vanishing");
    const progress = { stage: "drawing", done: 1, total: 2 };
    await worker.update({ ...started, sceneId }, "rendering", { progress });
    const pending = async (): Promise<unknown> =>
      (await person.query(api.scenes.get, { sceneId })).pending;
    expect(await pending()).toMatchObject({ progress });
    await backend.operator.mutation(internal.sweeps.jobs, { now: Date.now() + 46_000 });
    expect(await pending()).toMatchObject({ status: "queued", attempt: 2 });
    expect(await pending()).not.toHaveProperty("progress");
  });
});
