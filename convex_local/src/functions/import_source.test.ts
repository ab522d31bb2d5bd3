import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ZipWriter } from "../storage/zip.ts";
import { floatToJson, integerToJson, type Json } from "../values/json.ts";
import { readImport, type ImportFormat } from "./import_source.ts";

let folder: string;
let serial = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "convex-local-import-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(content: string | Uint8Array): string {
  const path = join(folder, String(serial++));
  writeFileSync(path, content);
  return path;
}

function zip(files: Readonly<Record<string, string>>): string {
  const path = join(folder, String(serial++));
  const writer = new ZipWriter(path);
  for (const [name, text] of Object.entries(files)) writer.add(name, Buffer.from(text));
  writer.finish();
  return path;
}

/** The documents of the one table of a zip, whose lines and schema are given. */
function table(lines: readonly string[], schema: readonly string[]): Json {
  const path = zip({
    "t/documents.jsonl": lines.join("\n"),
    "t/generated_schema.jsonl": schema.join("\n"),
  });
  return readImport(path, "zip", "").documents("t");
}

function read(text: string, format: ImportFormat): Json {
  return readImport(file(text), format, "t").documents("t");
}

test("[runtime:data:cloud-exports] a uniform table tells int64 from float64 by the fraction", () => {
  const line =
    '{"_id":"a","n":5,"big":-9223372036854775808,"f":5.0,"e":1e21,"zero":-0.0,"nan":{"$float":"AAAAAAAA+H8="},"b":{"$bytes":"AAE="},"in":[1,{"x":2.5}]}';
  expect(table([line], ['"uniform"'])).toEqual([
    {
      _id: "a",
      n: integerToJson(5n),
      big: integerToJson(-(2n ** 63n)),
      f: 5,
      e: 1e21,
      zero: floatToJson(-0),
      nan: floatToJson(NaN),
      b: { $bytes: "AAE=" },
      in: [integerToJson(1n), { x: 2.5 }],
    },
  ]);
});

test("[runtime:data:cloud-exports] an older table tells the types of its fields beside it", () => {
  const lines = [
    '{"_id":"a","_creationTime":1.5,"count":"7","raw":"AAE=","name":"7","far":"-Infinity","per":{"x":"1","y":"2"}}',
    '{"_id":"b","_creationTime":2.5,"count":"8","raw":"AAI=","name":"","far":3,"per":{},"mix":["9","nine"],"any":{"deep":"10"}}',
  ];
  const type =
    '{"_creationTime": normalfloat64, "_id": "a" | id<10001>, "count": int64, "raw": bytes, "name": string,' +
    ' "far": -inf | normalfloat64, "per": record<field_name, int64 | null>, "mix"?: array<int64 | field_name>, "any"?: unknown}';
  const schema = [JSON.stringify(type), '{"b":{"mix":["int64","infer"],"any":{"deep":"int64"}}}'];
  expect(table(lines, schema)).toEqual([
    {
      _id: "a",
      _creationTime: 1.5,
      count: integerToJson(7n),
      raw: { $bytes: "AAE=" },
      name: "7",
      far: floatToJson(-Infinity),
      per: { x: integerToJson(1n), y: integerToJson(2n) },
    },
    {
      _id: "b",
      _creationTime: 2.5,
      count: integerToJson(8n),
      raw: { $bytes: "AAI=" },
      name: "",
      far: 3,
      per: {},
      mix: [integerToJson(9n), "nine"],
      any: { deep: integerToJson(10n) },
    },
  ]);
});

test("[runtime:data:cloud-exports] what a type leaves open is text, and objects of several shapes are told apart", () => {
  const type =
    '{"_id": string, "a": {"kind": "x", "n": int64} | {"kind": "y", "s": string}, "open": int64 | string, "list": array<>}';
  const given = type.replace("array<>", "array<never>");
  const line = (fields: string) => `{"_id":"i",${fields}}`;
  expect(
    table([line('"a":{"kind":"x","n":"1"},"open":"2","list":[]')], [JSON.stringify(given)]),
  ).toEqual([{ _id: "i", a: { kind: "x", n: integerToJson(1n) }, open: "2", list: [] }]);
  const nan = ['{"i":{"f":{"$float64NaN":"AAAAAAAA+H8="}}}'];
  expect(
    table([line('"f":"NaN"')], [JSON.stringify('{"_id": string, "f": float64}'), ...nan]),
  ).toEqual([{ _id: "i", f: floatToJson(NaN) }]);
});

test("[runtime:data:cloud-exports] a damaged type or value is refused with its place", () => {
  expect(() => table(["{}"], [JSON.stringify('{"a": sometype}')])).toThrow(
    't/generated_schema.jsonl cannot be read: unknown type "sometype"',
  );
  expect(() => table(["{}"], [JSON.stringify('{"a": int64} trailing')])).toThrow("unexpected");
  expect(() => table(['{"a":"x"}'], [JSON.stringify('{"a": int64}')])).toThrow("not valid JSON");
  expect(() => table(["[1]"], ['"uniform"'])).toThrow("is not an object");
});

test("[runtime:data:cloud-exports] files have endings, folders lie inside a folder, other system tables stay out", () => {
  const path = zip({
    "snapshot/README.md": "hello",
    "snapshot/_tables/documents.jsonl": '{"name":"t","id":10001}\n',
    "snapshot/_scheduled_functions/documents.jsonl": "{}\n",
    "snapshot/_storage/documents.jsonl": '{"_id":"kg2abc"}\n',
    "snapshot/_storage/kg2abc.jpeg": "picture",
    "snapshot/t/documents.jsonl": '{"a":1}\n\n',
    "snapshot/t/generated_schema.jsonl": '"uniform"\n',
  });
  const source = readImport(path, "zip", "");
  expect(source.tables).toEqual(["_storage", "t"]);
  expect(source.file("kg2abc")?.toString()).toBe("picture");
  expect(source.file("other")).toBeUndefined();
  expect(source.documents("t")).toEqual([{ a: integerToJson(1n) }]);
  const components = zip({ "_components/limiter/t/documents.jsonl": "{}" });
  expect(() => readImport(components, "zip", "")).toThrow("belongs to a component");
});

test("[runtime:data:cloud-exports] archives written as streams, whose sizes stand in extra fields, are read", () => {
  const content = Buffer.from('{"a":1.5}\n');
  const name = Buffer.from("t/documents.jsonl");
  const local = Buffer.concat([Buffer.alloc(30), name, content]);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(name.length, 26);
  const extra = Buffer.alloc(4 + 24);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(24, 2);
  extra.writeBigUInt64LE(BigInt(content.length), 4);
  extra.writeBigUInt64LE(BigInt(content.length), 12);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  for (const at of [20, 24, 42]) central.writeUInt32LE(0xffff_ffff, at);
  central.writeUInt16LE(name.length, 28);
  central.writeUInt16LE(extra.length, 30);
  const large = Buffer.alloc(56);
  large.writeUInt32LE(0x06064b50, 0);
  large.writeBigUInt64LE(1n, 32);
  large.writeBigUInt64LE(BigInt(local.length), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  const ahead = local.length + central.length + name.length + extra.length;
  locator.writeBigUInt64LE(BigInt(ahead), 8);
  const end = Buffer.alloc(22, 0xff);
  end.writeUInt32LE(0x06054b50, 0);
  const path = file(Buffer.concat([local, central, name, extra, large, locator, end]));
  expect(readImport(path, "zip", "").documents("t")).toEqual([{ a: 1.5 }]);
  expect(() => readImport(file("no archive at all"), "zip", "")).toThrow("not a zip archive");
});

test("[runtime:data:cloud-exports] cells of comma-separated values are numbers or text", () => {
  const text =
    '\uFEFFname, score,note\r\n"Ann, ""A""",1.5e2,\n\nBob,-3,"two\nlines"\nNan,1e999x,007\n';
  expect(read(text, "csv")).toEqual([
    { name: 'Ann, "A"', score: 150, note: "" },
    { name: "Bob", score: -3, note: "two\nlines" },
    { name: "Nan", score: "1e999x", note: 7 },
  ]);
  expect(() => read("a,b\n1\n", "csv")).toThrow("row 2 has 1 cells, the first has 2");
  expect(() => read("$b\n1\n", "csv")).toThrow('"$b" in the first row cannot name a field');
  expect(() => read('a\n"1\n', "csv")).toThrow("row 2 is not well quoted");
});

test("[runtime:data:cloud-exports] lines and arrays are plain JSON", () => {
  expect(read('{"a":1}\r\n{"a":"2"}', "jsonLines")).toEqual([{ a: 1 }, { a: "2" }]);
  expect(read('[{"a":[null]}]', "jsonArray")).toEqual([{ a: [null] }]);
  expect(() => read('{"a":1}', "jsonArray")).toThrow("not an array");
});
