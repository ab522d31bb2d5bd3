import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startInProcess, type InProcess } from "../../test/in_process.ts";
import { eventually } from "../../test/runtime_process.ts";

const FORBIDDEN = [
  ["rules:useFetch", "fetch()"],
  ["rules:useTimer", "setTimeout()"],
  ["rules:useRandomId", "crypto.randomUUID()"],
  ["rules:useRandomValues", "crypto.getRandomValues()"],
] as const;

let runtime: InProcess;

beforeAll(async () => {
  runtime = await startInProcess("kitchen", { environment: { GREETING: "hello" } });
});
afterAll(async () => runtime.close());

describe("what queries and mutations may not do", () => {
  test.each(FORBIDDEN)(
    "[runtime:functions:forbidden] %s is refused by name",
    async (path, what) => {
      await expect(runtime.call(path)).rejects.toThrow(
        `Can't use ${what} in queries and mutations`,
      );
    },
  );

  test("[runtime:functions:clock] the clock stands still and random numbers are seeded", async () => {
    const clock = (await runtime.call("rules:clock")) as { same: boolean; performance: number };
    expect(clock).toMatchObject({ same: true, performance: 0 });
    const numbers = (await runtime.call("rules:random")) as number[];
    expect(numbers).toHaveLength(2);
    expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  });

  test("[runtime:functions:no-node] project code sees none of Node's globals", async () => {
    expect(await runtime.call("rules:nodeGlobals")).toEqual([
      "undefined",
      "undefined",
      "undefined",
    ]);
  });

  test("web cryptography without randomness works", async () => {
    expect(await runtime.call("rules:subtle", { text: "a" })).toEqual({
      $bytes: "ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=",
    });
  });

  test("environment variables and the two addresses are visible", async () => {
    expect(await runtime.call("rules:environment", { name: "GREETING" })).toBe("hello");
    expect(await runtime.call("rules:environment", { name: "CONVEX_SITE_URL" })).toBe(
      "http://site.test",
    );
    expect(await runtime.call("rules:environment", { name: "MISSING" })).toBe(null);
  });

  test("[runtime:functions:one-page] a second paginate in one function is refused", async () => {
    await expect(runtime.call("rules:twoPages")).rejects.toThrow("ran multiple paginated queries");
  });

  test("[runtime:functions:late-work] what a function left unawaited cannot write after it returned", async () => {
    await runtime.call("rules:unawaited");
    await new Promise((resolve) => setImmediate(resolve));
    expect(
      await runtime.call("ops:scan", {
        index: "by_k",
        range: [{ type: "eq", field: "k", value: -1 }],
        order: "asc",
      }),
    ).toEqual([]);
  });
});

describe("arguments and results", () => {
  test("[runtime:functions:validators] arguments are checked with the vendor's wording", async () => {
    await expect(runtime.call("notes:add", { title: "t", body: 5, shelf: "s" })).rejects.toThrow(
      "ArgumentValidationError: Value does not match validator.\nPath: .body\nValue: 5.0\nValidator: v.string()",
    );
    await expect(runtime.call("notes:add", { title: "t", body: "b" })).rejects.toThrow(
      "ArgumentValidationError: Object is missing the required field `shelf`. Consider wrapping the field validator in `v.optional(...)` if this is expected.",
    );
    await expect(
      runtime.call("notes:add", { title: "t", body: "b", shelf: "s", more: 1 }),
    ).rejects.toThrow(
      'ArgumentValidationError: Object contains extra field `more` that is not in the validator.\n\nObject: {title: "t", body: "b", shelf: "s", more: 1.0}',
    );
  });

  test("results are checked too", async () => {
    await expect(runtime.call("rules:returnsWrong")).rejects.toThrow(
      "ReturnsValidationError: Value does not match validator.\nValue: 5.0\nValidator: v.string()",
    );
    expect(await runtime.call("rules:returnsRight")).toEqual({ n: 5 });
  });

  test("documents are checked against the schema on the way in", async () => {
    await expect(
      runtime.call("ops:insertStrict", { value: { name: "n", kind: "z", tags: [] } }),
    ).rejects.toThrow(
      'Failed to insert or update a document in table "strict" because it does not match the schema: Value does not match validator.\nPath: .kind\nValue: "z"\nValidator: v.union(v.literal("x"), v.literal("y"))',
    );
    const id = await runtime.call("ops:insertStrict", {
      value: { name: "n", kind: "x", tags: ["t"], scores: { a: { $integer: "AQAAAAAAAAA=" } } },
    });
    await expect(
      runtime.call("ops:insertStrict", { value: { name: "n", kind: "x", tags: [1] } }),
    ).rejects.toThrow("Path: .tags[0]");
    expect(
      await runtime.call("ops:insertStrict", {
        value: { name: "m", kind: "y", tags: [], owner: id },
      }),
    ).toEqual(expect.any(String));
  });

  test("an id of another table is refused where an id is asked for", async () => {
    const note = await runtime.call("notes:add", { title: "t", body: "b", shelf: "s" });
    await expect(
      runtime.call("ops:insertStrict", { value: { name: "n", kind: "x", tags: [], owner: note } }),
    ).rejects.toThrow(
      'from table `notes`, which does not match the table name in validator `v.id("strict")`',
    );
    expect(await runtime.call("ops:normalize", { table: "notes", id: note })).toBe(note);
    expect(await runtime.call("ops:normalize", { table: "strict", id: note })).toBe(null);
    expect(await runtime.call("ops:normalize", { table: "notes", id: "nonsense" })).toBe(null);
    await expect(runtime.call("ops:getById", { id: "nonsense" })).rejects.toThrow(
      "Unable to decode ID",
    );
  });
});

describe("visibility and errors", () => {
  test("[runtime:functions:internal] internal and missing functions look the same from outside", async () => {
    await expect(runtime.call("rules:secret")).rejects.toThrow(
      "Could not find public function for 'rules:secret'.",
    );
    await expect(runtime.call("rules:missing")).rejects.toThrow(
      "Could not find public function for 'rules:missing'.",
    );
    expect(await runtime.call("rules:callSecret")).toBe("secret");
    expect(await runtime.call("rules:secret", {}, { admin: true })).toBe("secret");
  });

  test("a function is not run as another kind", async () => {
    await expect(runtime.call("rules:clock", {}, { kind: "query" })).rejects.toThrow(
      "Trying to execute rules:clock as Query, but it is defined as Mutation.",
    );
  });

  test("[runtime:functions:convex-error] ConvexError data arrives whole, other errors as text with mapped frames", async () => {
    const outcome = await runtime.outcome("rules:deepError");
    expect(outcome).toMatchObject({
      ok: false,
      failure: { data: { code: "a.b", list: [{ $integer: "AQAAAAAAAAA=" }, 2.5, null] } },
    });
    const plain = await runtime.outcome("jobs:scheduleAndFail");
    expect(plain.ok).toBe(false);
    expect(plain).not.toHaveProperty("failure.data");
    expect(JSON.stringify(plain)).toMatch(
      /Uncaught Error: no\\n {4}at handler \(\.\.\/convex\/jobs\.ts:\d+:\d+\)/,
    );
  });

  test("log lines carry their level and read as in the vendor's console", async () => {
    const outcome = await runtime.outcome("rules:logs");
    expect(outcome.logs).toEqual(["[LOG] 'hello' { a: 1 }", "[WARN] 'careful'"]);
  });

  test("a function that never settles is ended", async () => {
    const impatient = await startInProcess("kitchen", { functionTimeoutMs: 50 });
    await expect(impatient.call("rules:never")).rejects.toThrow(
      "Function execution timed out (maximum duration: 0.05s)",
    );
    expect(await impatient.call("rules:returnsRight")).toEqual({ n: 5 });
    await impatient.close();
  });

  test("limits are refused in words that say what to do", async () => {
    await expect(runtime.call("rules:tooMuch", { documents: 16_001 })).rejects.toThrow(
      "Too many documents written in a single function execution (limit: 16000)",
    );
    await expect(runtime.call("rules:bigDocument", { bytes: 1 << 20 })).rejects.toThrow(
      "Value is too large (1.00 MiB > maximum size 1 MiB)",
    );
    await expect(runtime.call("rules:bigResult", { bytes: 17 << 20 })).rejects.toThrow(
      "return value is too large",
    );
  });
});

describe("nested calls", () => {
  test("[runtime:functions:nested] a nested mutation that throws is undone alone", async () => {
    const inner = await startInProcess("kitchen");
    expect(await inner.call("nested:catches")).toEqual({ undone: { undone: 3 }, counted: 2 });
    expect(await inner.call("nested:keys")).toEqual([1, 2]);
    await inner.close();
  });

  test("calls started together do not undo each other", async () => {
    const inner = await startInProcess("kitchen");
    expect(await inner.call("nested:together")).toEqual([
      "fulfilled",
      "rejected",
      "fulfilled",
      "fulfilled",
    ]);
    expect(await inner.call("nested:keys")).toEqual([1, 3, 4]);
    await inner.close();
  });

  test("depth is limited", async () => {
    expect(await runtime.call("nested:deeper", { left: 7 })).toBe(7);
    await expect(runtime.call("nested:deeper", { left: 9 })).rejects.toThrow(
      "call depth limit exceeded",
    );
  });
});

describe("actions", () => {
  test("[runtime:functions:node-actions] modules that use node run in Node", async () => {
    expect(await runtime.call("in_node:hash", { text: "a" })).toMatch(
      /^ca978112ca1bbdcafac231b39a23dc4d/,
    );
  });

  test("actions store and read files", async () => {
    expect(await runtime.call("files:keep", { text: "kept" })).toMatchObject({
      text: "kept",
      type: "text/plain",
    });
  });
});

describe("search", () => {
  test("[runtime:search:words] finds by any word and by the beginning of the last, best first, within filters", async () => {
    const inner = await startInProcess("kitchen");
    const first = await inner.call("notes:add", {
      title: "Pythagoras",
      body: "squares on the sides of a right triangle",
      shelf: "maths",
    });
    await inner.call("notes:add", {
      title: "Sorting",
      body: "bubble sort swaps neighbours",
      shelf: "code",
    });
    await inner.call("notes:add", {
      title: "Triangles",
      body: "every triangle has three sides, triangle by triangle",
      shelf: "maths",
    });
    expect(await inner.call("notes:find", { words: "triangle" })).toEqual([
      "Triangles",
      "Pythagoras",
    ]);
    expect(await inner.call("notes:find", { words: "triang" })).toEqual([
      "Triangles",
      "Pythagoras",
    ]);
    expect(await inner.call("notes:find", { words: "bubble sides", shelf: "code" })).toEqual([
      "Sorting",
    ]);
    expect(await inner.call("notes:find", { words: '"NEAR( OR *' })).toEqual([]);
    await inner.call("notes:edit", { id: first, body: "squares only" });
    expect(await inner.call("notes:find", { words: "right" })).toEqual([]);
    expect(await inner.call("notes:find", { words: "squares" })).toEqual(["Pythagoras"]);
    await inner.call("notes:remove", { id: first });
    expect(await inner.call("notes:find", { words: "squares" })).toEqual([]);
    await inner.close();
  });
});

describe("time", () => {
  test("[runtime:scheduler:once] a scheduled mutation runs, and its record says so", async () => {
    const inner = await startInProcess("kitchen");
    const id = await inner.call("jobs:schedule", { name: "jobs:put", ms: 0, args: { k: 5 } });
    const done = await eventually(
      async () => (await inner.call("jobs:get", { id })) as { state: { kind: string } },
      (job) => job.state.kind === "success",
    );
    expect(done).toMatchObject({
      name: "jobs.js:put",
      args: [{ k: 5 }],
      completedTime: expect.any(Number) as number,
    });
    await inner.close();
  });

  test("a scheduled mutation that fails writes nothing and keeps its error", async () => {
    const inner = await startInProcess("kitchen");
    const id = await inner.call("jobs:schedule", { name: "jobs:fail", ms: 0, args: {} });
    const done = await eventually(
      async () =>
        (await inner.call("jobs:get", { id })) as { state: { kind: string; error?: string } },
      (job) => job.state.kind === "failed",
    );
    expect(done.state.error).toContain("scheduled and failed");
    expect(
      await inner.call("ops:scan", {
        index: "by_k",
        range: [{ type: "eq", field: "k", value: 999 }],
        order: "asc",
      }),
    ).toEqual([]);
    await inner.close();
  });

  test("scheduled actions run, cancelled ones do not, and a failed mutation schedules nothing", async () => {
    const inner = await startInProcess("kitchen");
    const action = await inner.call("jobs:schedule", { name: "jobs:act", ms: 0, args: { k: 6 } });
    const cancelled = await inner.call("jobs:schedule", {
      name: "jobs:put",
      ms: 50,
      args: { k: 7 },
    });
    await inner.call("jobs:cancel", { id: cancelled });
    await expect(inner.call("jobs:scheduleAndFail")).rejects.toThrow("no");
    await eventually(
      async () => (await inner.call("jobs:get", { id: action })) as { state: { kind: string } },
      (job) => job.state.kind === "success",
    );
    expect(await inner.call("jobs:get", { id: cancelled })).toMatchObject({
      state: { kind: "canceled" },
    });
    expect(await inner.call("jobs:list")).toHaveLength(2);
    await inner.close();
  });

  test("[runtime:scheduler:restart] what was pending survives a restart; an action that was running is failed, not repeated", async () => {
    const first = await startInProcess("kitchen");
    const pending = await first.call("jobs:schedule", {
      name: "jobs:put",
      ms: 200,
      args: { k: 8 },
    });
    const running = await first.call("jobs:schedule", { name: "jobs:slow", ms: 0, args: {} });
    await eventually(
      async () => (await first.call("jobs:get", { id: running })) as { state: { kind: string } },
      (job) => job.state.kind === "inProgress",
    );
    await first.host.close();
    const second = await startInProcess("kitchen", { folder: first.folder });
    expect(await second.call("jobs:get", { id: running })).toMatchObject({
      state: { kind: "failed" },
    });
    await eventually(
      async () => (await second.call("jobs:get", { id: pending })) as { state: { kind: string } },
      (job) => job.state.kind === "success",
    );
    await second.close();
  });

  test("[runtime:scheduler:crons] an interval cron runs at once and again", async () => {
    const inner = await startInProcess("kitchen");
    const ticks = async () =>
      (await inner.call("ops:scan", {
        index: "by_k",
        range: [{ type: "eq", field: "k", value: 777 }],
        order: "asc",
      })) as unknown[];
    await eventually(ticks, (seen) => seen.length >= 2);
    await inner.close();
  });
});
