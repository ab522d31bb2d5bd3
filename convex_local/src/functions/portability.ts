/**
 * A database as a zip in the layout of `npx convex export` and `import`: one folder a table with
 * `documents.jsonl`, `_tables/documents.jsonl` with the table numbers inside the ids, and
 * `_storage/` with the stored files. Values are in Convex's lossless JSON, so that no schema is
 * needed to read them. Works on a folder that no runtime has open.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import {
  Catalog,
  indexKey,
  SCHEDULED_TABLE,
  STORAGE_TABLE,
  type Table,
} from "../database/catalog.ts";
import { reindexText } from "../database/text_index.ts";
import type { Storage } from "../storage/storage.ts";
import { readZip, ZipWriter } from "../storage/zip.ts";
import { decodeId } from "../values/ids.ts";
import { asText, isObject, parseJson, type Json, type JsonObject } from "../values/json.ts";
import { sizeOf } from "../values/sizes.ts";
import { filePath } from "./file_store.ts";

const SUFFIX = "/documents.jsonl";

export class ImportRefused extends Error {}

function lines(rows: readonly string[]): Buffer {
  return Buffer.from(rows.map((row) => `${row}\n`).join(""), "utf8");
}

export function exportData(
  storage: Storage,
  filesFolder: string,
  target: string,
): { documents: number } {
  const catalog = new Catalog(storage);
  const zip = new ZipWriter(target);
  let documents = 0;
  const tables = catalog.tables().filter((table) => table.name !== SCHEDULED_TABLE);
  zip.add(
    `_tables${SUFFIX}`,
    lines(tables.map(({ name, number }) => JSON.stringify({ name, id: number }))),
  );
  for (const table of tables) {
    const rows = storage
      .all("SELECT json FROM documents WHERE tab = ? ORDER BY rid", table.number)
      .map((row) => row["json"] as string);
    documents += rows.length;
    zip.add(
      table.name + SUFFIX,
      lines(table.name === STORAGE_TABLE ? rows.map((row) => withInternalId(storage, row)) : rows),
    );
  }
  for (const row of storage.all("SELECT uuid, id FROM files")) {
    zip.add(
      `${STORAGE_TABLE}/${row["id"] as string}`,
      readFileSync(filePath(filesFolder, row["uuid"] as string)),
    );
  }
  zip.finish();
  return { documents };
}

function withInternalId(storage: Storage, row: string): string {
  const document = parseJson(row) as JsonObject;
  const uuid = storage.get("SELECT uuid FROM files WHERE id = ?", asText(document["_id"]))?.[
    "uuid"
  ];
  return JSON.stringify({
    ...document,
    internalId: asText(typeof uuid === "string" ? uuid : null),
  });
}

function documentsIn(text: string): JsonObject[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const document: Json = parseJson(line);
      if (!isObject(document)) throw new ImportRefused("A line of the import is not an object.");
      return document;
    });
}

interface Target {
  readonly storage: Storage;
  readonly catalog: Catalog;
}

function clear({ storage }: Target, table: Table): void {
  for (const index of table.indexes.values())
    storage.run("DELETE FROM entries WHERE idx = ?", index.id);
  for (const index of table.searches.values()) storage.run(`DELETE FROM search_${index.id}`);
  storage.run("DELETE FROM documents WHERE tab = ?", table.number);
}

/** Ids carry their table's number, so the table takes the number that its documents have. */
function adoptNumber(target: Target, name: string, documents: readonly JsonObject[]): Table {
  const { storage, catalog } = target;
  const wanted = decodeId(asText(documents[0]?.["_id"] ?? ""))?.table;
  const table = catalog.ensure(name);
  if (wanted === undefined || wanted === table.number) return table;
  const other = catalog.tables().find((each) => each.number === wanted);
  if (other !== undefined) {
    throw new ImportRefused(
      `The ids of "${name}" carry the number of our table "${other.name}"; import into an empty data folder.`,
    );
  }
  for (const statement of [
    "UPDATE tables SET number = ? WHERE number = ?",
    "UPDATE indexes SET tab = ? WHERE tab = ?",
  ]) {
    storage.run(statement, wanted, table.number);
  }
  catalog.reload();
  return catalog.ensure(name);
}

function put({ storage }: Target, table: Table, document: JsonObject): void {
  const { _id, _creationTime } = document;
  if (
    typeof _id !== "string" ||
    typeof _creationTime !== "number" ||
    decodeId(_id)?.table !== table.number
  ) {
    throw new ImportRefused(
      `A document of "${table.name}" has no \`_id\` and \`_creationTime\` of that table.`,
    );
  }
  const rid = storage.insertDocument(table.number, _id, {
    json: JSON.stringify(document),
    size: sizeOf(document),
  });
  for (const index of table.indexes.values()) {
    if (index.id !== 0) storage.addEntry(index.id, indexKey(index, document), rid);
  }
  for (const index of table.searches.values())
    reindexText(storage, index, { rid, before: undefined, after: document });
}

export interface ImportOptions {
  readonly source: string;
  readonly filesFolder: string;
  /** Empty each imported table first; without it, a table that holds documents is refused. */
  readonly replace: boolean;
}

/** All or nothing: a refused import leaves the data as it was. */
export function importData(storage: Storage, options: ImportOptions): { documents: number } {
  const files = readZip(options.source);
  const names = [...files.keys()].filter(
    (name) => name.endsWith(SUFFIX) && name !== `_tables${SUFFIX}`,
  );
  const target = { storage, catalog: new Catalog(storage) };
  let count = 0;
  storage.atomically(() => {
    for (const file of names) {
      const name = file.slice(0, -SUFFIX.length);
      const documents = documentsIn(files.get(file)?.().toString("utf8") ?? "");
      const existing = target.catalog.table(name);
      const held =
        existing === undefined
          ? 0
          : Number(
              storage.get("SELECT count(*) AS n FROM documents WHERE tab = ?", existing.number)?.[
                "n"
              ],
            );
      if (held > 0 && !options.replace) {
        throw new ImportRefused(
          `Table "${name}" already holds ${held} documents; use --replace to empty it first.`,
        );
      }
      if (existing !== undefined) clear(target, existing);
      const table = adoptNumber(target, name, documents);
      for (const { internalId, ...document } of documents) {
        put(
          target,
          table,
          name === STORAGE_TABLE || internalId === undefined
            ? document
            : { ...document, internalId },
        );
        if (name === STORAGE_TABLE)
          restoreFile(storage, options, {
            id: asText(document["_id"]),
            bytes: files.get(`${name}/${asText(document["_id"])}`),
          });
      }
      count += documents.length;
    }
    storage.run("DELETE FROM requests");
  });
  return { documents: count };
}

function restoreFile(
  storage: Storage,
  options: ImportOptions,
  file: { id: string; bytes: (() => Buffer) | undefined },
): void {
  if (file.bytes === undefined)
    throw new ImportRefused(`The stored file ${file.id} is missing from the import.`);
  const uuid = randomUUID();
  writeFileSync(filePath(options.filesFolder, uuid), file.bytes(), { flush: true });
  storage.run("DELETE FROM files WHERE id = ?", file.id);
  storage.run("INSERT INTO files (uuid, id) VALUES (?, ?)", uuid, file.id);
}
