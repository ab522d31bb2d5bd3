/**
 * The same reads and writes here and on the vendor's test double, in one process and without
 * ports on either side. They take turns in blocks: each call of the double leaves megabytes of
 * garbage behind, and a call right after one would pay for collecting it.
 */
import { makeFunctionReference } from "convex/server";
import { convexTest } from "convex-test";
import schema from "../fixtures/kitchen/convex/schema.ts";
import { startInProcess } from "../test/in_process.ts";
import type { Json } from "../src/values/json.ts";
import { atLeast, median, plain, type Figure } from "./figures.ts";

const DOCUMENTS = 10_000;
const MANY_DOCUMENTS = 100_000;
const BLOCKS = 7;
const CALLS = 100;
const CALLS_THERE = 12;
const MIXED = 60;
/** Shares no factor with the number of documents, so that no range is asked for twice. */
const STRIDE = 577;

const modules = {
  "/convex/ops.ts": async () => import("../fixtures/kitchen/convex/ops.ts"),
  "/convex/rules.ts": async () => import("../fixtures/kitchen/convex/rules.ts"),
  "/convex/_generated/api.js": async () => Promise.resolve({}),
};

type Call = (path: string, args: Json) => Promise<unknown>;
/** What one call asks for: its function and the arguments of the n-th call. */
type Work = readonly [path: string, args: (n: number) => Json];
type Side = readonly [call: Call, work: Work];

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The median of a block of calls, none of which was made before. */
async function block([call, work]: Side, from: number, calls: number): Promise<number> {
  const [path, args] = work;
  const samples: number[] = [];
  for (let n = from; n < from + calls; n++) {
    const given = args(n);
    samples.push(await timed(async () => call(path, given)));
  }
  return median(samples);
}

function rangeOf(documents: number): Work {
  const args = (n: number) => {
    const from = (n * STRIDE) % (documents - 10);
    const bounds = [
      { type: "gte", field: "k", value: from },
      { type: "lt", field: "k", value: from + 10 },
    ];
    return { index: "by_k", range: bounds, order: "asc" };
  };
  return ["ops:scan", args];
}

interface Compared {
  readonly ours: number;
  readonly ratio: number;
}

/** Blocks in turn, the first to warm both up; the medians of the others. */
async function compared(ours: Side, theirs: Side, callsThere: number): Promise<Compared> {
  const pairs: [number, number][] = [];
  for (let at = 0; at <= BLOCKS; at++) {
    const here = await block(ours, at * CALLS, CALLS);
    const there = await block(theirs, at * CALLS, callsThere);
    if (at > 0) pairs.push([here, there]);
  }
  return {
    ours: median(pairs.map(([here]) => here)),
    ratio: median(pairs.map(([here, there]) => there / here)),
  };
}

async function ids(call: Call): Promise<string[]> {
  const rows = await call("ops:scan", { index: "by_k", range: [], order: "asc", take: 1000 });
  return (rows as { _id: string }[]).map((row) => row._id);
}

/** Each range read right after one of the double, as when a process mixes both. */
async function mixed(ours: Call, theirs: Call): Promise<number> {
  const [path, args] = rangeOf(DOCUMENTS);
  const ratios: [number, number][] = [];
  for (let n = 0; n < MIXED; n++) {
    const given = args((BLOCKS + 1) * CALLS + n);
    const here = await timed(async () => ours(path, given));
    ratios.push([here, await timed(async () => theirs(path, given))]);
  }
  return median(ratios.map(([, there]) => there)) / median(ratios.map(([here]) => here));
}

export async function comparison(): Promise<Record<string, Figure>> {
  const runtime = await startInProcess("kitchen");
  runtime.host.scheduler.stop();
  const double = convexTest(schema, modules);
  const ours: Call = async (path, args) => runtime.call(path, args);
  const query: Call = async (path, args) =>
    double.query(makeFunctionReference<"query">(path), args);
  const mutation: Call = async (path, args) =>
    double.mutation(makeFunctionReference<"mutation">(path), args);
  await ours("rules:tooMuch", { documents: DOCUMENTS });
  await mutation("rules:tooMuch", { documents: DOCUMENTS });

  const range = await compared(
    [ours, rangeOf(DOCUMENTS)],
    [query, rangeOf(DOCUMENTS)],
    CALLS_THERE,
  );
  const afterTheirs = await mixed(ours, query);
  const [here, there] = [await ids(ours), await ids(query)];
  const get = (known: string[]): Work => ["ops:getById", (n) => ({ id: known[n] ?? "" })];
  const point = await compared([ours, get(here)], [query, get(there)], CALLS);
  const add: Work = ["ops:insert", (n) => ({ value: { k: MANY_DOCUMENTS + n } })];
  const insert = await compared([ours, add], [mutation, add], CALLS);
  for (let stored = DOCUMENTS; stored < MANY_DOCUMENTS; stored += DOCUMENTS)
    await ours("rules:tooMuch", { from: stored, documents: DOCUMENTS });
  const many = await compared(
    [ours, rangeOf(MANY_DOCUMENTS)],
    [query, rangeOf(DOCUMENTS)],
    CALLS_THERE,
  );
  await runtime.close();
  return {
    range_read_vs_convex_test: atLeast(range.ratio, 50, "ratio"),
    range_read_ms: plain(range.ours, "ms"),
    range_read_100k_ms: plain(many.ours, "ms"),
    range_read_100k_vs_convex_test_10k: plain(many.ratio, "ratio"),
    range_read_right_after_convex_test: plain(afterTheirs, "ratio"),
    point_get_ms: plain(point.ours, "ms"),
    point_get_vs_convex_test: plain(point.ratio, "ratio"),
    insert_ms: plain(insert.ours, "ms"),
    insert_vs_convex_test: plain(insert.ratio, "ratio"),
  };
}
