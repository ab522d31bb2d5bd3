/** What makes this folder run unchanged on Convex Cloud, on self-hosted Convex and on the embedded runtime. */
import { readFileSync, readdirSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import schema from "./schema";

const folder = import.meta.dirname;
const extension = /\.(ts|tsx|mts|cts|js|mjs|cjs|jsx)$/;

/** The files that the vendor's command line makes modules of: its rules, in its order. */
const entryPoints = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && extension.test(entry.name))
  .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
  .filter((path) => !/^(_generated|node_modules)\//.test(path))
  .filter((path) => !/^[.#]/.test(basename(path)) && basename(path) !== "schema.ts")
  .filter((path) => basename(path).split(".").length <= 2 && !path.includes(" "))
  .sort();

const sources = [...entryPoints, "schema.ts"].map((path) => ({
  path,
  text: readFileSync(join(folder, path), "utf8"),
}));

describe("[convex:cloud:bundle] the bundle that the vendor's command line would push", () => {
  test.each([
    { what: "functions", files: entryPoints, splitting: true },
    { what: "the schema", files: ["schema.ts"], splitting: true },
    { what: "the auth config", files: ["auth.config.ts"], splitting: false },
  ])("$what build with its options, without a word of warning", async ({ files, splitting }) => {
    const result = await build({
      entryPoints: files.map((path) => join(folder, path)),
      bundle: true,
      platform: "browser",
      format: "esm",
      target: "esnext",
      jsx: "automatic",
      outdir: "out",
      outbase: folder,
      conditions: ["convex", "module"],
      write: false,
      sourcemap: true,
      sourcesContent: false,
      splitting,
      chunkNames: "_deps/[hash]",
      treeShaking: true,
      minifySyntax: true,
      minifyIdentifiers: true,
      keepNames: true,
      define: { "process.env.NODE_ENV": '"production"' },
      metafile: true,
      logLevel: "silent",
    });
    expect([...result.errors, ...result.warnings]).toEqual([]);
    // Only our own code and the vendor's package go to the server.
    const foreign = Object.keys(result.metafile.inputs).filter(
      (path) => path.includes("node_modules/") && !path.includes("node_modules/convex/"),
    );
    expect(foreign).toEqual([]);
    const inTests = Object.keys(result.metafile.inputs).filter((path) =>
      /\.(test|harness)\.ts$/.test(path),
    );
    expect(inTests).toEqual([]);
    const largest = Math.max(...result.outputFiles.map((file) => file.contents.length));
    expect(largest).toBeLessThan(1_000_000);
  });
});

describe("[convex:cloud:rules] the rules that all three targets share", () => {
  const modules = import.meta.glob<Record<string, unknown>>(
    ["./*.ts", "!./*.*.ts", "!./schema.ts"],
    { eager: true },
  );
  type Registered = { exportArgs?: () => string; exportReturns?: () => string; isHttp?: boolean };
  const functions = Object.entries(modules).flatMap(([file, module]) =>
    Object.entries(module).flatMap(([name, exported]) =>
      typeof exported === "function"
        ? [{ name: `${file}:${name}`, it: exported as Registered }]
        : [],
    ),
  );

  test("there are functions to look at", () => {
    expect(functions.length).toBeGreaterThan(100);
  });

  test.each(functions)("$name has validators for its arguments and its result", ({ it }) => {
    expect(JSON.parse(it.exportArgs?.() ?? "null")).toMatchObject({ type: "object" });
    expect(JSON.parse(it.exportReturns?.() ?? "null")).not.toBeNull();
  });

  test.each([
    { what: "a query's whole result", pattern: /\.collect\(\)/ },
    { what: "a filter without an index", pattern: /\.filter\(\(q\)/ },
    {
      what: "text or vector search",
      pattern: /withSearchIndex|searchIndex\(|vectorIndex\(|vectorSearch/,
    },
    { what: "a component", pattern: /convex\.config|ctx\.runAction\(components|app\.use\(/ },
    { what: "Node's own modules", pattern: /from "node:|"use node"/ },
    { what: "an unseeded id", pattern: /randomUUID/ },
  ])("nowhere is there $what", ({ pattern }) => {
    expect(sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path)).toEqual([]);
  });

  test("one module writes to the log", () => {
    const speaking = sources.filter(({ text }) => text.includes("console."));
    expect(speaking.map(({ path }) => path)).toEqual(["lib/log.ts"]);
  });

  test("real randomness is drawn where actions run, never in a transaction", () => {
    const drawing = sources.filter(({ text }) => text.includes("crypto.getRandomValues"));
    expect(drawing.map(({ path }) => path)).toEqual(["lib/secrets.ts"]);
  });

  test("every row that is listed is found by an index", () => {
    const names = Object.keys(schema.tables);
    const scans = sources.flatMap(({ path, text }) =>
      [...text.matchAll(/\.query\((?:"(\w+)"|table)\)\s*(\.\w+)/g)]
        .filter(
          ([, table, next]) => next !== ".withIndex" && names.includes(table ?? names[0] ?? ""),
        )
        .map(([found]) => `${path}: ${found.replace(/\s+/g, "")}`),
    );
    // The newest rows of the whole ledger, for an admin: creation time is their index.
    expect(scans).toEqual([
      'model/admin.ts: .query("jobs").order',
      'model/admin.ts: .query("users").order',
    ]);
  });
});
