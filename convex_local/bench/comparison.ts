/** The same reads and writes here and on the vendor's test double, alternating in one process. */
import { makeFunctionReference } from "convex/server";
import { convexTest } from "convex-test";
import schema from "../fixtures/kitchen/convex/schema.ts";
import { startInProcess } from "../test/in_process.ts";
import { atLeast, median, plain, type Figure } from "./figures.ts";

const DOCUMENTS = 10_000;
const ROUNDS = 60;
const WARM_UP = 300;

const modules = {
  "/convex/ops.ts": async () => import("../fixtures/kitchen/convex/ops.ts"),
  "/convex/rules.ts": async () => import("../fixtures/kitchen/convex/rules.ts"),
  "/convex/_generated/api.js": async () => Promise.resolve({}),
};

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export async function comparison(): Promise<Record<string, Figure>> {
  const ours = await startInProcess("kitchen");
  ours.host.scheduler.stop();
  const theirs = convexTest(schema, modules);
  await ours.call("rules:tooMuch", { documents: DOCUMENTS });
  await theirs.mutation(makeFunctionReference<"mutation">("rules:tooMuch"), {
    documents: DOCUMENTS,
  });
  const range = (from: number) => ({
    index: "by_k",
    range: [
      { type: "gte", field: "k", value: from },
      { type: "lt", field: "k", value: from + 10 },
    ],
    order: "asc",
  });
  const samples = {
    ours: [] as number[],
    theirs: [] as number[],
    point: [] as number[],
    insert: [] as number[],
  };
  const scan = makeFunctionReference<"query">("ops:scan");
  for (let round = 0; round < WARM_UP; round++) await ours.call("ops:scan", range(round * 3 + 1));
  for (let round = 0; round < ROUNDS / 6; round++) await theirs.query(scan, range(round * 3 + 1));
  for (let round = 0; round < ROUNDS; round++) {
    const from = (round * 577) % (DOCUMENTS - 10);
    // A range nobody asked for before, so that the query cache answers nothing.
    samples.ours.push(await timed(async () => ours.call("ops:scan", range(from))));
    samples.theirs.push(await timed(async () => theirs.query(scan, range(from))));
    const [row] = (await ours.call("ops:scan", range(from))) as { _id: string }[];
    samples.point.push(await timed(async () => ours.call("ops:getById", { id: row?._id ?? "" })));
    samples.insert.push(
      await timed(async () => ours.call("ops:insert", { value: { k: DOCUMENTS + round } })),
    );
  }
  await ours.close();
  return {
    range_read_vs_convex_test: atLeast(median(samples.theirs) / median(samples.ours), 50, "ratio"),
    range_read_ms: plain(median(samples.ours), "ms"),
    point_get_ms: plain(median(samples.point), "ms"),
    insert_ms: plain(median(samples.insert), "ms"),
  };
}
