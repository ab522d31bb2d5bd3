/** What an import brings, read from any of the forms that `npx convex import` sends. */
import { readFileSync } from "node:fs";
import { STORAGE_TABLE } from "../database/catalog.ts";
import { readZip } from "../storage/zip.ts";
import { isObject, parseJson, type Json, type JsonObject } from "../values/json.ts";
import { readTable } from "./csv.ts";
import { readerFor, type ReadLine } from "./generated_schema.ts";

/** A zip may hold everything inside a folder, as when it was unpacked and packed again. */
const DOCUMENTS = /^(.*\/)?([^/]+)\/documents\.jsonl$/;
const COMPONENTS = /(^|\/)_components\//;

export class ImportRefused extends Error {}

export interface ImportSource {
  readonly tables: readonly string[];
  documents(table: string): JsonObject[];
  /** The bytes of a stored file by its id. */
  file(id: string): Buffer | undefined;
}

export type ImportFormat = "zip" | "jsonLines" | "jsonArray" | "csv";

/** What happens to tables that hold documents already. */
export type ImportMode = "requireEmpty" | "append" | "replace" | "replaceAll";

export interface ImportRequest {
  /** The uploaded file; removed when the import has ended. */
  readonly file: string;
  readonly format: ImportFormat;
  readonly mode: ImportMode;
  readonly table: string;
}

function asDocument(value: Json): JsonObject {
  if (!isObject(value)) throw new ImportRefused("A line of the import is not an object.");
  return value;
}

/** What `work` throws, as a reason not to import. */
function refusing<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ImportRefused(`${what}: ${reason}`, { cause: error });
  }
}

function fromLines(text: string, read: ReadLine = parseJson): JsonObject[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => asDocument(refusing("The import is not valid JSON", () => read(line))));
}

function fromZip(path: string): ImportSource {
  const files = refusing("The import cannot be read", () => readZip(path));
  const textOf = (name: string) => files.get(name)?.().toString("utf8");
  const folders = new Map<string, string>();
  const stored = new Map<string, string>();
  for (const name of files.keys()) {
    if (COMPONENTS.test(name))
      throw new ImportRefused(`${name} belongs to a component, which are not supported here.`);
    const [, before = "", table = ""] = DOCUMENTS.exec(name) ?? [];
    // Of the tables that are not the app's, only those of stored files mean anything elsewhere.
    if (table !== "" && (!table.startsWith("_") || table === STORAGE_TABLE))
      folders.set(table, before + table);
    const file = /(?:^|\/)_storage\/([^/.]+)(?:\.[^/]+)?$/.exec(name)?.[1];
    if (file !== undefined && file !== "documents") stored.set(file, name);
  }
  return {
    tables: [...folders.keys()],
    documents: (table) => {
      const folder = folders.get(table) ?? table;
      const schema = textOf(`${folder}/generated_schema.jsonl`);
      const read =
        schema === undefined
          ? parseJson
          : refusing(`${folder}/generated_schema.jsonl cannot be read`, () => readerFor(schema));
      return fromLines(textOf(`${folder}/documents.jsonl`) ?? "", read);
    },
    file: (id) => files.get(stored.get(id) ?? "")?.(),
  };
}

function fromArray(text: string): JsonObject[] {
  const list = refusing("The import is not valid JSON", () => parseJson(text));
  if (!Array.isArray(list)) throw new ImportRefused("The import is not an array of documents.");
  return list.map(asDocument);
}

/** `table` names the one table that files of lines, arrays and cells are about. */
export function readImport(path: string, format: ImportFormat, table: string): ImportSource {
  if (format === "zip") return fromZip(path);
  const text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  const read = { jsonLines: fromLines, jsonArray: fromArray, csv: readTable }[format];
  return {
    tables: [table],
    documents: () =>
      format === "csv" ? refusing("The CSV cannot be read", () => read(text)) : read(text),
    file: () => undefined,
  };
}
