/**
 * The same random operations on this runtime and on the vendor's test double must give the same
 * answers. Seeded: a failure prints the seed, and CONVEX_LOCAL_SEED repeats it.
 */
import fc from "fast-check";
import { makeFunctionReference } from "convex/server";
import { convexToJson, jsonToConvex, type Value } from "convex/values";
import { convexTest } from "convex-test";
import { expect, test } from "vitest";
import schema from "../fixtures/kitchen/convex/schema.ts";
import { isObject, type Json } from "../src/values/json.ts";
import { startInProcess, type InProcess } from "./in_process.ts";

const whole = process.env["SCENEWRIGHT_FUZZ"] === "full";
const RUNS = whole ? 400 : 15;
const OPERATIONS = 60;

const modules = {
  "/convex/ops.ts": async () => import("../fixtures/kitchen/convex/ops.ts"),
  "/convex/schema.ts": async () => import("../fixtures/kitchen/convex/schema.ts"),
  "/convex/_generated/api.js": async () => Promise.resolve({}),
};

const scalar = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(0.5, -0, NaN, Infinity, "a", "ab", "b", "é", "", true, false, null),
  fc.bigInt({ min: -2n, max: 2n }),
);
const value: fc.Arbitrary<Value> = fc.oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 2 }) },
  { weight: 1, arbitrary: fc.record({ x: scalar, y: scalar }, { requiredKeys: [] }) },
);

const body = fc.record(
  { a: value, b: value, nested: fc.record({ deep: value }) },
  { requiredKeys: [] },
);
const key = fc.integer({ min: 0, max: 15 });
const order = fc.constantFrom("asc", "desc");

const ranges = fc.oneof(
  fc.constant({ index: "by_k", range: [] }),
  fc.record({ low: key, high: key }).map(({ low, high }) => ({
    index: "by_k",
    range: [
      { type: "gte", field: "k", value: low },
      { type: "lt", field: "k", value: high },
    ],
  })),
  value.map((each) => ({ index: "by_a", range: [{ type: "eq", field: "a", value: each }] })),
  fc
    .record({ type: fc.constantFrom("gt", "gte", "lt", "lte"), value })
    .map((bound) => ({ index: "by_a", range: [{ field: "a", ...bound }] })),
  fc
    .record({ a: value, type: fc.constantFrom("gt", "gte", "lt", "lte"), b: value })
    .map(({ a, type, b }) => ({
      index: "by_a_b",
      range: [
        { type: "eq", field: "a", value: a },
        { type, field: "b", value: b },
      ],
    })),
  value.map((each) => ({
    index: "by_deep",
    range: [{ type: "gte", field: "nested.deep", value: each }],
  })),
  fc.constant({ index: "by_creation_time", range: [] }),
);

/** The double compares values of different types as JavaScript does; Convex, and we, by Convex's order. */
const filter = fc.oneof(
  fc.record({
    op: fc.constantFrom("eq", "neq", "lt", "lte", "gt", "gte"),
    field: fc.constant("k"),
    value: key,
  }),
  fc.record({
    op: fc.constantFrom("eq", "neq"),
    field: fc.constantFrom("a", "b", "nested.deep"),
    value: fc.constantFrom("a", "b", 1, 2, true, null),
  }),
);

interface Operation {
  readonly kind: "mutation" | "query";
  readonly path: string;
  readonly args: Record<string, Value | undefined>;
}

const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ k: key, body }).map(
      ({ k, body: rest }): Operation => ({
        kind: "mutation",
        path: "ops:insert",
        args: { value: { k, ...rest } },
      }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({ k: key, body, unset: fc.subarray(["a", "b"]) }).map(
      ({ k, body: rest, unset }): Operation => ({
        kind: "mutation",
        path: "ops:patch",
        args: { k, value: rest, unset },
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({ k: key, body }).map(
      ({ k, body: rest }): Operation => ({
        kind: "mutation",
        path: "ops:replace",
        args: { k, value: { k, ...rest } },
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: key.map((k): Operation => ({ kind: "mutation", path: "ops:remove", args: { k } })),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Operation>({
      kind: "mutation",
      path: "ops:insert",
      args: { value: { k: "not a number" } },
    }),
  },
  {
    weight: 6,
    arbitrary: fc
      .record({
        source: ranges,
        order,
        take: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
        filter: fc.option(filter, { nil: undefined }),
      })
      .map(
        ({ source, ...rest }): Operation => ({
          kind: "query",
          path: "ops:scan",
          args: { ...source, ...rest } as Record<string, Value | undefined>,
        }),
      ),
  },
);

/** Ids differ by nature, and creation times by clock; everything else must agree. */
function comparable(json: Json): Json {
  if (Array.isArray(json)) return json.map(comparable);
  if (!isObject(json)) return json;
  return Object.fromEntries(
    Object.entries(json)
      .filter(([name]) => name !== "_id" && name !== "_creationTime")
      .map(([name, each]) => [name, comparable(each)]),
  );
}

interface Both {
  readonly ours: InProcess;
  readonly theirs: ReturnType<typeof convexTest>;
}

type Answer = { readonly value: Json } | { readonly failed: true };

async function ask(
  { ours, theirs }: Both,
  { kind, path, args }: Operation,
): Promise<{ ours: Answer; theirs: Answer }> {
  const given = Object.fromEntries(
    Object.entries(args).filter(([, each]) => each !== undefined),
  ) as Record<string, Value>;
  const outcome = await ours.outcome(path, convexToJson(given));
  const reference = makeFunctionReference<"query">(path);
  const reply = async (): Promise<Answer> => {
    try {
      const result: unknown =
        kind === "query"
          ? await theirs.query(reference, given)
          : await theirs.mutation(makeFunctionReference<"mutation">(path), given);
      return { value: comparable(convexToJson((result ?? null) as Value)) };
    } catch {
      return { failed: true };
    }
  };
  return {
    ours: outcome.ok ? { value: comparable(JSON.parse(outcome.value) as Json) } : { failed: true },
    theirs: await reply(),
  };
}

interface PageShape {
  readonly page: Json[];
  readonly isDone: boolean;
  readonly continueCursor: string;
}

/** Follows the cursors of both to the end; page by page the documents must agree. */
async function walkPages(
  both: Both,
  source: { index: string; range: unknown },
  step: { order: string; numItems: number },
): Promise<void> {
  const cursors: { ours: string | null; theirs: string | null } = { ours: null, theirs: null };
  const seen: { ours: Json[]; theirs: Json[] } = { ours: [], theirs: [] };
  for (const side of ["ours", "theirs"] as const) {
    for (let turn = 0; turn < 200; turn++) {
      const args = {
        ...source,
        order: step.order,
        paginationOpts: { numItems: step.numItems, cursor: cursors[side] },
      } as Record<string, Value>;
      const answer: Answer =
        side === "ours"
          ? await both.ours
              .outcome("ops:page", convexToJson(args))
              .then((outcome) =>
                outcome.ok ? { value: JSON.parse(outcome.value) as Json } : { failed: true },
              )
          : {
              value: convexToJson(
                (await both.theirs.query(
                  makeFunctionReference<"query">("ops:page"),
                  args,
                )) as Value,
              ),
            };
      if ("failed" in answer) throw new Error("a page failed");
      const page = answer.value as unknown as PageShape;
      seen[side].push(...page.page.map(comparable));
      if (page.isDone) break;
      cursors[side] = page.continueCursor;
    }
  }
  expect(seen.ours).toEqual(seen.theirs);
}

test(
  "[runtime:database:differential] random operations give the vendor's test double's answers",
  async () => {
    const seed = Number(process.env["CONVEX_LOCAL_SEED"] ?? Date.now() % 1_000_000);
    await fc.assert(
      fc.asyncProperty(
        fc.array(operation, { minLength: 10, maxLength: OPERATIONS }),
        ranges,
        fc.record({ order, numItems: fc.integer({ min: 1, max: 4 }) }),
        async (operations, source, step) => {
          const both: Both = {
            ours: await startInProcess("kitchen"),
            theirs: convexTest(schema, modules),
          };
          both.ours.host.scheduler.stop();
          await both.ours.host.engine.transact((transaction) => {
            transaction.storage.run(
              "DELETE FROM documents WHERE tab = (SELECT number FROM tables WHERE name = 'things')",
            );
            transaction.storage.run(
              "DELETE FROM entries WHERE idx IN (SELECT id FROM indexes WHERE tab = (SELECT number FROM tables WHERE name = 'things'))",
            );
            transaction.touch();
          });
          try {
            for (const each of operations) {
              const answers = await ask(both, each);
              expect(
                answers.ours,
                `${each.path} ${JSON.stringify(convexToJson(each.args as Value))}`,
              ).toEqual(answers.theirs);
            }
            await walkPages(both, source, step);
          } finally {
            await both.ours.close();
          }
        },
      ),
      { numRuns: RUNS, seed, endOnFailure: !whole },
    );
  },
  whole ? 600_000 : 90_000,
);

test("values survive the round trip through both codecs", () => {
  fc.assert(
    fc.property(value, (each) => {
      expect(convexToJson(jsonToConvex(convexToJson(each)))).toEqual(convexToJson(each));
    }),
  );
});
