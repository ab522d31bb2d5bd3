/** What an import brings, read from any of the forms that `npx convex import` sends. */
import { readFileSync } from "node:fs";
import { readZip } from "../storage/zip.ts";
import { isObject, parseJson, type Json, type JsonObject } from "../values/json.ts";

const SUFFIX = "/documents.jsonl";
const TABLES = "_tables";

export class ImportRefused extends Error {}

export interface ImportSource {
  readonly tables: readonly string[];
  documents(table: string): JsonObject[];
  /** The bytes of a file inside, such as `_storage/ID`. */
  file(name: string): Buffer | undefined;
}

export type ImportFormat = "zip" | "jsonLines" | "jsonArray";

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

function parsed(text: string): Json {
  try {
    return parseJson(text);
  } catch (error) {
    throw new ImportRefused(`The import is not valid JSON: ${String(error)}`, { cause: error });
  }
}

function fromLines(text: string): JsonObject[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => asDocument(parsed(line)));
}

function fromZip(path: string): ImportSource {
  let files: Map<string, () => Buffer>;
  try {
    files = readZip(path);
  } catch (error) {
    throw new ImportRefused(error instanceof Error ? error.message : String(error), {
      cause: error,
    });
  }
  return {
    tables: [...files.keys()]
      .filter((name) => name.endsWith(SUFFIX))
      .map((name) => name.slice(0, -SUFFIX.length))
      .filter((name) => name !== TABLES),
    documents: (table) =>
      fromLines(
        files
          .get(table + SUFFIX)?.()
          .toString("utf8") ?? "",
      ),
    file: (name) => files.get(name)?.(),
  };
}

/** `table` names the one table that files of lines and arrays are about. */
export function readImport(path: string, format: ImportFormat, table: string): ImportSource {
  if (format === "zip") return fromZip(path);
  const text = readFileSync(path, "utf8");
  const documents = () => {
    if (format === "jsonLines") return fromLines(text);
    const list = parsed(text);
    if (!Array.isArray(list)) throw new ImportRefused("The import is not an array of documents.");
    return list.map(asDocument);
  };
  return { tables: [table], documents, file: () => undefined };
}
