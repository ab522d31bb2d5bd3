import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "./_generated/api";
import type { Backend } from "./tests/backend.harness";
import { onEmbedded, startBackend } from "./tests/backend.harness";
import type { Picture } from "./tests/invariants.harness";
import { checkPicture, checkProgress, pictureOf } from "./tests/invariants.harness";
import { moves } from "./tests/moves.harness";
import { rollFrom } from "./tests/random.harness";
import { World } from "./tests/world.harness";

/** A sample by default; SCENEWRIGHT_FUZZ=full runs thousands; SCENEWRIGHT_SEED repeats one. */
const full = process.env["SCENEWRIGHT_FUZZ"] === "full";
const only = process.env["SCENEWRIGHT_SEED"];
const runs = onEmbedded ? (full ? 200 : 2) : full ? 2000 : 8;
const seeds =
  only === undefined ? Array.from({ length: runs }, (_, index) => 1000 + index) : [Number(only)];
const steps = 90;
const lookEvery = 9;

let backend: Backend;
beforeEach(async () => {
  // Dispatch is no part of this test: workers find their jobs in the ledger. On the double its timers stand still.
  if (!onEmbedded) vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  backend = await startBackend();
});
afterEach(async () => {
  vi.useRealTimers();
  await backend.close();
});

describe("[convex:model:invariants] whatever happens in whatever order", () => {
  test.each(seeds)("seed %i keeps the promises", { timeout: 120_000 }, async (seed) => {
    const world = new World(backend, { dice: rollFrom(seed), moves });
    await world.open(["ann", "bob"]);
    let pictures = await look(world);
    for (let count = 0; count < steps; count += 1) {
      await world.step();
      if (count % lookEvery !== 0) continue;
      const now = await look(world);
      await silence(world, now);
      for (const [index, picture] of now.entries())
        checkProgress(pictures[index] ?? picture, picture);
      pictures = now;
    }
    await world.drain();
    const last = await look(world);
    for (const [index, story] of world.stories.entries()) {
      expect(await story.person.query(api.jobs.active, {}), world.log.join(", ")).toEqual([]);
      expect(["idle", "ready", "error"]).toContain(last[index]?.session.status);
    }
  });

  // About the dice, not about the runtime: the double is quicker.
  test.runIf(!onEmbedded)(
    "the world is lively enough to mean something",
    { timeout: 60_000 },
    async () => {
      const ends = new Set<string>();
      const steps = new Set<string>();
      for (const seed of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) {
        const world = new World(backend, { dice: rollFrom(seed), moves });
        await world.open([`ann${seed}`]);
        for (let count = 0; count < 150; count += 1) await world.step();
        const [story] = world.stories;
        if (story === undefined) throw new Error("Ann is there.");
        const { versions } = await pictureOf(story);
        for (const version of [...versions.values()].flat()) ends.add(version.status);
        const { sessionId } = story;
        const paginationOpts = { numItems: 200, cursor: null };
        const history = await story.person.query(api.operations.history, {
          sessionId,
          paginationOpts,
        });
        for (const step of history.page) steps.add(step.kind).add(step.state);
      }
      for (const end of ["ready", "error", "cancelled", "superseded"]) expect(ends).toContain(end);
      for (const step of [
        "edit",
        "insert",
        "remove",
        "reorder",
        "restore",
        "retitle",
        "revert",
        "split",
      ]) {
        expect(steps).toContain(step);
      }
      for (const state of ["done", "undone", "dropped"]) expect(steps).toContain(state);
    },
  );

  test("[convex:model:isolation] one person's clicks never change another's rows", async () => {
    const world = new World(backend, { dice: rollFrom(7), moves });
    await world.open(["ann"]);
    for (let count = 0; count < 40; count += 1) await world.step();
    await world.drain();
    const [ann] = world.stories;
    if (ann === undefined) throw new Error("Ann is there.");
    const before = JSON.stringify(await pictureOf(ann), inOrder);
    const other = new World(backend, { dice: rollFrom(8), moves });
    await other.open(["bob"]);
    for (let count = 0; count < 40; count += 1) await other.step();
    expect(JSON.stringify(await pictureOf(ann), inOrder)).toBe(before);
  });
});

/** A click of one person's leaves what the others see as it was. */
async function silence(world: World, before: readonly Picture[]): Promise<void> {
  const clicker = await world.click();
  for (const [index, story] of world.stories.entries()) {
    if (story === clicker) continue;
    const after = JSON.stringify(await pictureOf(story), inOrder);
    expect(after, world.log.join(", ")).toBe(JSON.stringify(before[index], inOrder));
  }
}

const inOrder = (_key: string, value: unknown): unknown =>
  value instanceof Map ? [...value.entries()] : value;

async function look(world: World): Promise<Picture[]> {
  const pictures: Picture[] = [];
  for (const story of world.stories) {
    const picture = await pictureOf(story);
    checkPicture(picture);
    pictures.push(picture);
  }
  return pictures;
}
