/** The vendor's own command line, unmodified, against this runtime with the admin key. */
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually, startRuntime, type RuntimeProcess } from "./runtime_process.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const CLI = join(ROOT, "node_modules", "convex", "bin", "main.js");
const PATIENCE = { timeout: 90_000 };
const send = makeFunctionReference<"mutation">("messages:send");
const list = makeFunctionReference<"query">("messages:list");

let runtime: RuntimeProcess;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "convex-local-cli-"));
  runtime = await startRuntime();
});
afterAll(async () => {
  await runtime.stop();
  rmSync(folder, { recursive: true, force: true });
});

function command(target: RuntimeProcess, args: readonly string[]): string[] {
  return [CLI, ...args, "--url", target.address.url, "--admin-key", target.address.adminKey];
}

/** Nothing of the caller's environment, so that it finds no deployment but ours. */
const SURROUNDINGS = { cwd: ROOT, env: { PATH: process.env["PATH"], HOME: tmpdir(), CI: "1" } };

async function convex(...args: string[]): Promise<string> {
  return convexAt(runtime, ...args);
}

async function convexAt(target: RuntimeProcess, ...args: string[]): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, command(target, args), {
    ...SURROUNDINGS,
    timeout: PATIENCE.timeout,
  });
  return stdout + stderr;
}

async function refused(work: Promise<string>): Promise<string> {
  return work.then(
    (out) => `unexpectedly succeeded: ${out}`,
    (error: unknown) => (error as { stderr: string }).stderr,
  );
}

test(
  "[runtime:cli:run] npx convex run calls functions with the admin key, and lists them for a wrong name",
  PATIENCE,
  async () => {
    const [own, missing] = await Promise.all([
      convex("run", "messages:sendInternal", '{"channel":"cli","body":"internal"}'),
      refused(convex("run", "messages:nothing")),
    ]);
    expect(own).toBe("");
    expect(missing).toMatch(/Available functions:[\s\S]*sendInternal/);
    const http = new ConvexHttpClient(runtime.address.url);
    expect(await http.query(list, { channel: "cli" })).toMatchObject([{ body: "internal" }]);
  },
);

test(
  "[runtime:cli:env] npx convex env sets, gets, lists and removes variables",
  PATIENCE,
  async () => {
    expect(await convex("env", "set", "GREETING", "hello there")).toContain("Successfully set");
    const [all, one, none] = await Promise.all([
      convex("env", "list", "--include-values"),
      convex("env", "get", "GREETING"),
      convex("env", "get", "NO_SUCH"),
    ]);
    expect(all).toContain("GREETING=");
    expect(one).toBe("hello there\n");
    expect(none).toContain("not found");
    await convex("env", "remove", "GREETING");
    expect(await convex("env", "list")).toContain("No environment variables set");
  },
);

test("[runtime:cli:data] npx convex data shows tables and documents", PATIENCE, async () => {
  const http = new ConvexHttpClient(runtime.address.url);
  await http.mutation(send, { channel: "data", body: "first" });
  await http.mutation(send, { channel: "data", body: "second" });
  const [tables, newest, lines, missing] = await Promise.all([
    convex("data"),
    convex("data", "messages", "--limit", "1"),
    convex("data", "messages", "--order", "asc", "--format", "jsonl"),
    convex("data", "nowhere"),
  ]);
  expect(tables.split("\n")).toEqual(expect.arrayContaining(["counters", "messages"]));
  expect(newest).toContain('"second"');
  expect(newest).toContain("Showing the 1 most recently created document");
  const bodies = [...lines.matchAll(/"body": "(\w+)"/g)].map(([, body]) => body);
  expect(bodies.slice(-2)).toEqual(["first", "second"]);
  expect(missing).toContain("There are no documents in this table.");
});

describe("npx convex logs", () => {
  let watcher: ChildProcess | undefined;
  afterAll(() => watcher?.kill("SIGKILL"));

  test("[runtime:cli:logs] shows what runs, its lines and its errors", PATIENCE, async () => {
    watcher = spawn(process.execPath, command(runtime, ["logs", "--success"]), SURROUNDINGS);
    let seen = "";
    for (const stream of [watcher.stdout, watcher.stderr])
      stream?.on("data", (chunk: Buffer) => (seen += chunk.toString()));
    const http = new ConvexHttpClient(runtime.address.url, { logger: false });
    // It prints only what runs after its first question, so something runs until it has asked.
    await eventually(
      async () => {
        await http
          .mutation(makeFunctionReference<"mutation">("messages:plainFail"), {})
          .catch(() => undefined);
        await http.mutation(send, { channel: "logs", body: "x" });
        return seen;
      },
      (text) =>
        text.includes("[CONVEX M(messages:plainFail)] Uncaught Error: boom") &&
        text.includes("[CONVEX M(messages:send)] Function executed in"),
      60_000,
    );
    const gone = once(watcher, "exit");
    watcher.kill("SIGTERM");
    await gone;
  });

  test("its endpoint and all others of the command line need the admin key", async () => {
    const doors = [
      ["GET", "/api/stream_function_logs?cursor=0"],
      ["POST", "/api/update_environment_variables"],
      ["POST", "/api/import/start_upload"],
      ["POST", "/api/export/request/zip"],
      ["GET", "/api/export/zip/1"],
    ] as const;
    for (const [method, path] of doors) {
      const none = await fetch(runtime.address.url + path, { method });
      expect([path, none.status]).toEqual([path, 401]);
      const wrong = await fetch(runtime.address.url + path, {
        method,
        headers: { authorization: "Convex local|wrong" },
      });
      expect([path, wrong.status]).toEqual([path, 401]);
    }
    const query = await fetch(`${runtime.address.url}/api/query`, {
      method: "POST",
      body: JSON.stringify({ path: "_system/cli/queryEnvironmentVariables", args: {} }),
    });
    expect(await query.text()).toContain("Could not find public function");
  });
});

test(
  "[runtime:cli:transfer] npx convex export and import move data out of one runtime and into another",
  PATIENCE,
  async () => {
    const http = new ConvexHttpClient(runtime.address.url);
    const id = (await http.mutation(send, { channel: "moved", body: "kept" })) as string;
    const zip = join(folder, "snapshot.zip");
    const other = await startRuntime();
    await convex("export", "--path", zip, "--include-file-storage");
    expect(await convexAt(other, "import", zip)).toContain("Added");
    const there = new ConvexHttpClient(other.address.url);
    expect(await there.query(list, { channel: "moved" })).toMatchObject([
      { _id: id, body: "kept" },
    ]);
    const lines = join(folder, "more.jsonl");
    writeFileSync(lines, '{"channel":"moved","body":"from a line"}\n');
    const wrong = join(folder, "wrong.jsonl");
    writeFileSync(wrong, '{"channel":"moved"}\n');
    const [full, unfit] = await Promise.all([
      refused(convexAt(other, "import", zip)),
      refused(convexAt(other, "import", "--append", "--table", "messages", wrong)),
    ]);
    expect(full).toContain("already holds");
    expect(unfit).toContain("does not match the schema");
    const cells = join(folder, "cells.csv");
    writeFileSync(cells, 'channel,body\nmoved,"from a cell, quoted"\n');
    await convexAt(other, "import", "--append", "--table", "messages", lines);
    await convexAt(other, "import", "--append", "--table", "messages", cells);
    expect(await there.query(list, { channel: "moved" })).toMatchObject([
      { body: "kept" },
      { body: "from a line" },
      { body: "from a cell, quoted" },
    ]);
    await convexAt(other, "import", "--replace", "-y", zip);
    await other.restart();
    expect(await there.query(list, { channel: "moved" })).toMatchObject([
      { _id: id, body: "kept" },
    ]);
    await other.stop();
  },
);
