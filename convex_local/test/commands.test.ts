/** The command line: refusals with reasons, checks, and data that moves out and in. */
import { execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readZip } from "../src/storage/zip.ts";
import { FIXTURES } from "./in_process.ts";
import { startRuntime } from "./runtime_process.ts";

const MAIN = join(import.meta.dirname, "..", "src", "main.ts");
const query = (name: string) => makeFunctionReference<"query">(name);
const mutation = (name: string) => makeFunctionReference<"mutation">(name);
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "convex-local-commands-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number;
  readonly out: string;
}

async function run(...args: string[]): Promise<Ended> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [MAIN, ...args]);
    return { code: 0, out: stdout };
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    return { code, out: stderr };
  }
}

function brokenProject(name: string, files: Record<string, string>): string {
  const project = join(folder, name);
  cpSync(join(FIXTURES, "chat"), project, { recursive: true });
  for (const [file, text] of Object.entries(files))
    writeFileSync(join(project, "convex", file), text);
  return project;
}

describe("start-up", () => {
  test("[runtime:life:bad-options] all wrong options are named at once", async () => {
    const { code, out } = await run(
      "--port",
      "http",
      "--sync",
      "maybe",
      "--stall-seconds",
      "never",
    );
    expect(code).toBe(2);
    for (const name of ["--port", "--sync", "--stall-seconds", "--data"])
      expect(out).toContain(name);
  });

  test("[runtime:life:check] checking loads the functions, holds the schema against the data, and ends", async () => {
    const project = join(FIXTURES, "chat");
    const data = join(folder, "check");
    expect(await run("--project", project, "--data", data, "--check")).toMatchObject({ code: 0 });
    const runtime = await startRuntime({ data });
    const http = new ConvexHttpClient(runtime.address.url);
    await http.mutation(mutation("messages:send"), { channel: "c", body: "text" });
    await runtime.stop();
    const stricter = brokenProject("stricter", {
      "schema.ts": `import { defineSchema, defineTable } from "convex/server";\nimport { v } from "convex/values";\nexport default defineSchema({ messages: defineTable({ channel: v.string(), body: v.number() }).index("by_channel", ["channel"]) });\n`,
    });
    const refused = await run("--project", stricter, "--data", data, "--check");
    expect(refused.code).toBe(1);
    expect(refused.out).toContain(
      'in table "messages" does not match the schema: Value does not match validator.\nPath: .body\nValue: "text"',
    );
  });

  test("a folder that does not build is refused with the place of the error", async () => {
    const project = brokenProject("unbuildable", { "bad.ts": 'export const x = "unclosed;\n' });
    const { code, out } = await run("--project", project, "--data", join(folder, "d1"), "--check");
    expect([code, out]).toEqual([1, expect.stringContaining("bad.ts:1:") as string]);
  });

  test("[runtime:life:busy] a busy port and a busy folder are named, with what to do", async () => {
    const runtime = await startRuntime();
    const samePort = await run(
      "--project",
      join(FIXTURES, "chat"),
      "--data",
      join(folder, "d2"),
      "--port",
      new URL(runtime.address.url).port,
    );
    expect(samePort).toMatchObject({
      code: 1,
      out: expect.stringContaining("choose one with --port") as string,
    });
    const sameData = await run(
      "--project",
      join(FIXTURES, "chat"),
      "--data",
      runtime.data,
      "--port",
      "0",
    );
    expect(sameData).toMatchObject({
      code: 1,
      out: expect.stringContaining("Another process uses the data folder") as string,
    });
    await runtime.stop();
  });

  test("a data folder that cannot be made, is a file, or holds nothing to export is named", async () => {
    const file = join(folder, "a file");
    writeFileSync(file, "x");
    for (const data of ["/proc/nowhere", file]) {
      const options = ["--project", join(FIXTURES, "chat"), "--data", data, "--port", "0"];
      const { code, out } = await run(...options);
      expect([code, out]).toEqual([
        1,
        expect.stringContaining(`The data folder ${data} cannot be used`) as string,
      ]);
    }
    const none = join(folder, "never made");
    expect(await run("export", "--data", none, "--file", join(folder, "none.zip"))).toMatchObject({
      code: 2,
      out: expect.stringContaining("There is no data in") as string,
    });
    expect(existsSync(none)).toBe(false);
  });

  test("what a kill left of uploads, imports and exports is swept at the start, and nothing else", async () => {
    const runtime = await startRuntime({ fixture: "kitchen" });
    const http = new ConvexHttpClient(runtime.address.url);
    const { id } = (await http.action(makeFunctionReference<"action">("files:keep"), {
      text: "kept",
    })) as { id: string };
    await runtime.kill();
    const orphan = join("files", "00000000-0000-4000-8000-000000000000");
    const left = [
      orphan,
      `${orphan}.part`,
      join("uploads", "x.1"),
      "snapshot_1795260000000000.zip",
    ];
    mkdirSync(join(runtime.data, "uploads"), { recursive: true });
    for (const name of left) writeFileSync(join(runtime.data, name), "left");
    await runtime.start();
    expect(left.filter((name) => existsSync(join(runtime.data, name)))).toEqual([]);
    const url = (await http.query(query("files:url"), { id })) as string;
    expect(await (await fetch(url)).text()).toBe("kept");
    await runtime.stop();
  });

  test("[runtime:life:corrupt] a corrupt data file is refused and left as it was", async () => {
    const data = join(folder, "corrupt");
    const runtime = await startRuntime({ data });
    await runtime.kill("SIGTERM");
    const file = join(data, "data.sqlite");
    writeFileSync(file, Buffer.alloc(8192, "not a database "));
    const before = readFileSync(file);
    const { code, out } = await run(
      "--project",
      join(FIXTURES, "chat"),
      "--data",
      data,
      "--port",
      "0",
    );
    expect([code, out]).toEqual([1, expect.stringContaining("Restore it from a backup") as string]);
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

describe("moving data", () => {
  test("[runtime:data:export-import] documents, ids and files survive the way out and in", async () => {
    const source = await startRuntime({ fixture: "kitchen" });
    const http = new ConvexHttpClient(source.address.url);
    const note = (await http.mutation(mutation("notes:add"), {
      title: "t",
      body: "some words",
      shelf: "s",
    })) as string;
    const { id } = (await http.action(makeFunctionReference<"action">("files:keep"), {
      text: "file text",
    })) as { id: string };
    const strict = { name: "n", kind: "x", tags: [], scores: { five: 5n, none: -1n } };
    const exact = (await http.mutation(mutation("ops:insertStrict"), { value: strict })) as string;
    await http.mutation(mutation("ops:insert"), {
      value: { k: 5, a: -0, b: new Uint8Array([1, 2]).buffer },
    });
    await source.kill("SIGTERM");
    const zip = join(folder, "export.zip");
    expect(await run("export", "--data", source.data, "--file", zip)).toMatchObject({ code: 0 });
    const inside = readZip(zip);
    const text = (name: string) => inside.get(name)?.().toString("utf8");
    expect(text("strict/generated_schema.jsonl")).toBe('"uniform"\n');
    expect(text("strict/documents.jsonl")).toContain('"scores":{"five":5,"none":-1}');
    expect(text("things/documents.jsonl")).toMatch(/"a":-0\.0,"b":\{"\$bytes":"AQI="\},"k":5\.0\}/);
    const data = join(folder, "imported");
    expect(await run("import", "--data", data, "--file", zip)).toMatchObject({ code: 0 });
    expect(await run("import", "--data", data, "--file", zip)).toMatchObject({
      code: 1,
      out: expect.stringContaining("--replace") as string,
    });
    expect(await run("import", "--data", data, "--file", zip, "--replace")).toMatchObject({
      code: 0,
    });
    const target = await startRuntime({ fixture: "kitchen", data });
    const other = new ConvexHttpClient(target.address.url);
    expect(await other.query(query("ops:getById"), { id: note })).toMatchObject({
      _id: note,
      title: "t",
    });
    expect(await other.query(query("notes:find"), { words: "words" })).toEqual(["t"]);
    expect(await other.query(query("ops:getById"), { id: exact })).toMatchObject(strict);
    const scan = { index: "by_k", range: [], order: "asc", take: 1 };
    expect(await other.query(query("ops:scan"), scan)).toMatchObject([
      { k: 5, a: -0, b: new Uint8Array([1, 2]).buffer },
    ]);
    const url = (await other.query(query("files:url"), { id })) as string;
    expect(await (await fetch(url)).text()).toBe("file text");
    await target.stop();
    await source.stop();
  });
});
