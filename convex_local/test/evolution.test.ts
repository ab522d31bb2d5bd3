/** A project that changes under its data: new indexes are filled, and what does not fit is refused. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleProject } from "../src/functions/bundle.ts";
import { startInProcess, type InProcess } from "./in_process.ts";

const FUNCTIONS = `
import { actionGeneric as action, mutationGeneric as mutation, queryGeneric as query } from "convex/server";
export const add = mutation({ handler: async (ctx, row) => ctx.db.insert("books", row) });
export const byYear = query({
  handler: async (ctx, { from }) =>
    (await ctx.db.query("books").withIndex("by_year", (q) => q.gte("year", from)).collect()).map(({ title }) => title),
});
export const search = query({
  handler: async (ctx, { words }) =>
    (await ctx.db.query("books").withSearchIndex("search_title", (q) => q.search("title", words)).collect()).map(({ title }) => title),
});
export const similar = action({
  handler: async (ctx) => ctx.vectorSearch("books", "by_meaning", { vector: [1, 0], limit: 1 }),
});
`;

function schema(rest: string): string {
  return `
import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
export default defineSchema({ books: defineTable({ title: v.string(), year: v.number() })${rest} });
`;
}

let runtime: InProcess;
let project: string;

async function adopt(text: string): Promise<void> {
  writeFileSync(join(project, "convex", "schema.ts"), text);
  await runtime.host.load(await bundleProject(project), false);
}

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), "convex-local-evolution-"));
  mkdirSync(join(project, "convex"));
  writeFileSync(join(project, "convex", "books.js"), FUNCTIONS);
  runtime = await startInProcess("chat");
  await adopt(schema(""));
  for (const [title, year] of [
    ["The blue book", 1910],
    ["A red book", 1950],
    ["Green leaves", 1990],
  ] as const)
    await runtime.call("books:add", { title, year });
});
afterAll(async () => {
  await runtime.close();
  rmSync(project, { recursive: true, force: true });
});

test("[runtime:data:backfill] an index that is new holds the documents that were there before it", async () => {
  await expect(runtime.call("books:byYear", { from: 1940 })).rejects.toThrow(
    "Index books.by_year not found",
  );
  await adopt(
    schema('.index("by_year", ["year"]).searchIndex("search_title", { searchField: "title" })'),
  );
  expect(await runtime.call("books:byYear", { from: 1940 })).toEqual([
    "A red book",
    "Green leaves",
  ]);
  expect(await runtime.call("books:search", { words: "book" })).toHaveLength(2);
  await runtime.call("books:add", { title: "A new book", year: 2001 });
  expect(await runtime.call("books:byYear", { from: 1990 })).toEqual([
    "Green leaves",
    "A new book",
  ]);
  // Redefined under the same name, it is filled anew; left out, it is gone.
  await adopt(schema('.index("by_year", ["year", "title"])'));
  expect(await runtime.call("books:byYear", { from: 1990 })).toHaveLength(2);
  await adopt(schema(""));
  await expect(runtime.call("books:byYear", { from: 0 })).rejects.toThrow("not found");
});

test("[runtime:data:schema-fits] a schema that the data does not fit is refused with the document, and the old one stays", async () => {
  const narrow = schema("").replace("year: v.number()", "year: v.string()");
  await expect(adopt(narrow)).rejects.toThrow(
    /Schema validation failed\.\nDocument with ID "\w+" .* in table "books" does not match/,
  );
  expect(await runtime.call("books:add", { title: "Still taken", year: 5 })).toEqual(
    expect.any(String),
  );
});

test("[runtime:functions:no-components] a project that uses components is refused, and the old functions stay", async () => {
  const config = join(project, "convex", "convex.config.js");
  const text = `
import { defineApp } from "convex/server";
const app = defineApp();
app.use({ componentDefinitionPath: "limiter", defaultName: "limiter" });
export default app;
`;
  writeFileSync(config, text);
  await expect(adopt(schema(""))).rejects.toThrow(
    "convex.config.ts uses components (app.use), which the embedded runtime does not support.",
  );
  writeFileSync(config, text.replace(/app\.use.*/, ""));
  await adopt(schema(""));
  rmSync(config);
});

test("[runtime:search:no-vectors] vector search is refused in words that say where it works", async () => {
  await adopt(
    schema('.vectorIndex("by_meaning", { vectorField: "title", dimensions: 2 })').replace(
      "title: v.string()",
      "title: v.any()",
    ),
  );
  await expect(runtime.call("books:similar")).rejects.toThrow(
    "Vector search is not supported by the embedded runtime; use Convex Cloud or self-hosted Convex.",
  );
});
