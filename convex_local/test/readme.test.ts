/** The README is run: its commands as written, on a project that is nobody's of ours. */
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfiguration } from "../src/configuration.ts";
import { FIXTURES } from "./in_process.ts";
import { eventually, type Address } from "./runtime_process.ts";

const FOLDER = join(import.meta.dirname, "..");
const ROOT = join(FOLDER, "..");
const README = readFileSync(join(FOLDER, "README.md"), "utf8");
const query = (name: string) => makeFunctionReference<"query">(name);
const mutation = (name: string) => makeFunctionReference<"mutation">(name);
const children = new Set<ChildProcess>();
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "convex-local-readme-"));
});
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

function commands(): string[] {
  return [...README.matchAll(/```sh\n(.*?)```/gs)].map(([, text = ""]) => text);
}

/** A command of the README's with its placeholders filled in, in a shell at the repository's root. */
function shell(text: string, filled: Readonly<Record<string, string>>) {
  const command = Object.entries(filled).reduce(
    (whole, [placeholder, value]) => whole.replaceAll(placeholder, value),
    text.trim(),
  );
  const env = { PATH: process.env["PATH"], HOME: folder, CI: "1", CONVEX_LOCAL_PORT: "0" };
  return { command, options: { cwd: ROOT, env } };
}

async function ran(text: string, filled: Readonly<Record<string, string>>): Promise<string> {
  const { command, options } = shell(text, filled);
  const { stdout } = await promisify(execFile)("sh", ["-ec", command], options);
  return stdout;
}

async function started(text: string, filled: Readonly<Record<string, string>>) {
  const { command, options } = shell(text, filled);
  const child = spawn("sh", ["-ec", `exec ${command}`], {
    ...options,
    stdio: ["ignore", "pipe", "ignore"],
  });
  children.add(child);
  const lines = createInterface({ input: child.stdout });
  const first = new Promise<string>((resolve) => lines.once("line", resolve));
  return { child, address: JSON.parse(await first) as Address };
}

async function ended(child: ChildProcess): Promise<void> {
  children.delete(child);
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await gone;
}

/** What the project holds, seen through functions of every kind. */
async function tour({ url, siteUrl }: Address): Promise<void> {
  const http = new ConvexHttpClient(url);
  expect(await http.query(query("api/v1/drawings"))).toBe("the default export");
  await http.mutation(mutation("api/v1/drawings:fill"), { rows: 10 });
  const shape = { kind: "polygon", points: [{ x: 1, y: 2 }] };
  const value = { type: "vector", shape, count: 5n, labels: { "a b": "c", n: 1 } };
  await http.mutation(mutation("api/v1/drawings:add"), { value });
  await expect(
    http.mutation(mutation("api/v1/drawings:add"), { value: { ...value, count: 5 } }),
  ).rejects.toThrow("does not match the schema");
  expect(await http.query(query("api/v1/drawings:list"), { type: "vector" })).toMatchObject([
    value,
  ]);
  const pages = (cursor: string | null) =>
    http.query(query("api/v1/drawings:page"), {
      paginationOpts: { numItems: 3, cursor },
      text: "row 0",
    }) as Promise<{ page: { n: number }[]; isDone: boolean; continueCursor: string }>;
  const first = await pages(null);
  const second = await pages(first.continueCursor);
  expect([...first.page, ...second.page].map(({ n }) => n)).toEqual([0, 3, 6, 9]);
  expect([first.isDone, second.isDone]).toEqual([false, true]);
  expect(await http.mutation(mutation("api/v1/drawings:survive"))).toEqual({
    seen: ["code"],
    left: 0,
  });
  await eventually(
    () =>
      http.query(query("api/v1/drawings:page"), {
        paginationOpts: { numItems: 3, cursor: null },
        text: "later",
      }) as Promise<{ page: unknown[] }>,
    ({ page }) => page.length === 1,
  );
  const digest = makeFunctionReference<"action">("emails/send:digest");
  expect(await http.action(digest, { text: "t" })).toEqual({ digest: "e3b98a4d", rows: 5 });
  const site = async (path: string) => (await fetch(siteUrl + path)).text();
  expect(await Promise.all(["/files/a/b", "/files/deep/x", "/files/exact"].map(site))).toEqual([
    "any /files/a/b",
    "deep /files/deep/x",
    "exact /files/exact",
  ]);
  const form = new FormData();
  form.set("name", "n");
  form.set("file", new Blob(["abc"]), "three.txt");
  const posted = await fetch(`${siteUrl}/form`, { method: "POST", body: form });
  expect(await posted.json()).toEqual({ name: "n", file: "three.txt", size: 3 });
}

test("[runtime:life:readme] the commands of the README run as written, on any Convex project", async () => {
  const [start = "", cli = "", move = ""] = commands();
  const project = join(folder, "project");
  cpSync(join(FIXTURES, "elsewhere"), project, { recursive: true });
  const filled = {
    DATA_DIR: join(folder, "data"),
    DIR: project,
    "backup.zip": join(folder, "b.zip"),
  };
  const { child, address } = await started(start, filled);
  await tour(address);
  const admin = {
    "http://127.0.0.1:3210": address.url,
    "KEY FROM THE LINE ABOVE": address.adminKey,
  };
  const called = cli.replace("messages:list '{}'", `api/v1/drawings:list '{"type":"raster"}'`);
  expect(called).not.toBe(cli);
  expect(await ran(called, admin)).toBe("[]\n");
  const spec = JSON.parse(
    await ran(cli.replace(/convex run .*/, "convex function-spec"), admin),
  ) as {
    functions: { identifier?: string; path?: string }[];
  };
  const listed = spec.functions.map(({ identifier, path }) => identifier ?? path);
  expect(listed).toEqual(
    expect.arrayContaining(["api/v1/drawings.js:default", "emails/send.js:digest", "/files/*"]),
  );
  await ended(child);
  const [out = "", back = ""] = move.trim().split("\n");
  expect(await ran(out, filled)).toContain("Exported");
  expect(await ran(back.replace(/[[\]]/g, ""), filled)).toContain("Imported");
  const again = await started(start, filled);
  const http = new ConvexHttpClient(again.address.url);
  expect(await http.query(query("api/v1/drawings:list"), { type: "vector" })).toHaveLength(1);
  await ended(again.child);
}, 90_000);

test("[runtime:life:readme] its table names every option with its default, each also a variable", () => {
  const rows = [...README.matchAll(/^\| (`--.*?) +\| .*? +\| (.*?) +\|$/gm)];
  const named = rows.flatMap(([, names = ""]) =>
    [...names.matchAll(/--([a-z-]+)/g)].map((m) => m[1] ?? ""),
  );
  const source = readFileSync(join(FOLDER, "src", "configuration.ts"), "utf8");
  const options = /const OPTIONS = \{(.*?)\n\}/s.exec(source)?.[1] ?? "";
  const known = [...options.matchAll(/^ +"?([a-z-]+)"?: \{/gm)].map(([, name = ""]) => name);
  expect(named.sort()).toEqual(known.sort());
  const defaults = readConfiguration(["--data", folder], {});
  expect(defaults).toMatchObject({
    host: "127.0.0.1",
    port: 3210,
    sitePort: 3211,
    sync: "full",
    functionTimeoutMs: 15_000,
    stallMs: 5000,
    redact: false,
    check: false,
    adminKey: null,
  });
  const shown = rows.map(([, , text = ""]) => text).join(" ");
  for (const text of ["127.0.0.1", "3210", "3211", "full", "15", "5"])
    expect(shown).toContain(text);
  const given = {
    "admin-key": "k",
    redact: "true",
    check: "true",
    "site-port": "7",
    "stall-seconds": "2",
  };
  const variables = Object.entries({ data: folder, host: "::1", ...given }).map(([name, value]) => [
    `CONVEX_LOCAL_${name.toUpperCase().replaceAll("-", "_")}`,
    value,
  ]);
  expect(
    readConfiguration([], Object.fromEntries(variables) as Record<string, string>),
  ).toMatchObject({
    data: folder,
    host: "::1",
    adminKey: "k",
    redact: true,
    check: true,
    sitePort: 7,
    stallMs: 2000,
  });
});

test("[runtime:life:readme] every file it names is there", () => {
  const links = [...README.matchAll(/\]\(([^)#]+)\)/g)].map(([, path = ""]) => join(FOLDER, path));
  const quoted = [
    ...README.matchAll(/`((?:src|test|bench|functions|database|http|sync)\/[\w/.]+)`/g),
  ];
  const files = quoted.map(([, path = ""]) => path);
  const places = files.map((path) => (/^(src|test|bench)\//.test(path) ? path : join("src", path)));
  const run = [...README.matchAll(/node (convex_local\/[\w/.]+\.ts)/g)].map(([, path = ""]) =>
    join(ROOT, path),
  );
  const all = [...links, ...places.map((path) => join(FOLDER, path)), ...run];
  expect(all.length).toBeGreaterThan(8);
  expect(all.filter((path) => !existsSync(path))).toEqual([]);
});

test("[runtime:life:readme] folders import only from those to their right", () => {
  const line = /`(http → .*?)`/.exec(README)?.[1] ?? "";
  const order = line.split(" → ");
  expect(order).toHaveLength(6);
  const wrong = order.flatMap((name, at) => {
    const here = join(FOLDER, "src", name);
    return readdirSync(here)
      .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
      .flatMap((file) =>
        [...readFileSync(join(here, file), "utf8").matchAll(/from "\.\.\/(\w+)\//g)]
          .map(([, other = ""]) => other)
          .filter((other) => order.indexOf(other) <= at)
          .map((other) => `${name}/${file} imports ${other}/`),
      );
  });
  expect(wrong).toEqual([]);
});
