/** SPEC.md, the promises of the house and the tests' titles say the same, in all directions. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const FOLDER = join(import.meta.dirname, "..");
const PROMISES = join(FOLDER, "..", "tests", "requirements", "convex_local.toml");

interface Rule {
  readonly number: number;
  readonly id: string;
  readonly text: string;
}

function rules(): Rule[] {
  const spec = readFileSync(join(FOLDER, "SPEC.md"), "utf8");
  return [...spec.matchAll(/^(\d+)\. (.*) `\[(runtime:[a-z:-]+)\]`$/gm)].map(
    ([, number, text = "", id = ""]) => ({ number: Number(number), id, text }),
  );
}

function cited(): Set<string> {
  const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".test.ts") && !file.includes("node_modules"),
  );
  const texts = files.map((file) => readFileSync(join(FOLDER, file), "utf8"));
  return new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/"\[(runtime:[a-z:-]+)\]/g)].map(([, id = ""]) => id),
    ),
  );
}

test("rules are numbered in order, each with an id of its own", () => {
  const all = rules();
  expect(all.map(({ number }) => number)).toEqual(all.map((_rule, at) => at + 1));
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});

test("every rule is cited by a test, and tests cite no other", () => {
  expect([...cited()].sort()).toEqual(
    rules()
      .map(({ id }) => id)
      .sort(),
  );
});

test("the promises of the house are these rules, word for word", () => {
  const promises = readFileSync(PROMISES, "utf8");
  for (const { number, id, text } of rules()) {
    const entry = `id = "${id}"\nsource = "convex_local/SPEC.md rule ${number}"\ntext = "${text.replaceAll('"', '\\"')}"`;
    expect(promises, id).toContain(entry);
  }
  expect(promises.match(/^id = /gm)).toHaveLength(rules().length);
});
