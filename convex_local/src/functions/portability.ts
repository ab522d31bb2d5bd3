/**
 * A database as a zip in the layout of `npx convex export` and `import`: one folder a table with
 * `documents.jsonl` (how to read it: generated_schema.ts), `_tables/documents.jsonl` with the
 * table numbers inside the ids, and `_storage/` with the stored files. Knows storage only: the
 * runtime's own door to it is transfers.ts.
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
import { ZipWriter } from "../storage/zip.ts";
import { decodeId, makeId } from "../values/ids.ts";
import { asText, checkedValue, parseJson, type JsonObject } from "../values/json.ts";
import { toPortable } from "../values/portable.ts";
import { checkShape, LIMITS, sizeOf } from "../values/sizes.ts";
import { filePath } from "./file_store.ts";
import { ImportRefused, type ImportMode, type ImportSource } from "./import_source.ts";

const SUFFIX = "/documents.jsonl";

function lines(rows: readonly string[]): Buffer {
  return Buffer.from(rows.map((row) => `${row}\n`).join(""), "utf8");
}

export interface ExportOptions {
  readonly filesFolder: string;
  /** The zip to write. */
  readonly target: string;
  readonly withFiles: boolean;
}

export function exportData(
  storage: Storage,
  { filesFolder, target, withFiles }: ExportOptions,
): { documents: number } {
  const catalog = new Catalog(storage);
  const zip = new ZipWriter(target);
  let documents = 0;
  const tables = catalog
    .tables()
    .filter(({ name }) => name !== SCHEDULED_TABLE && (withFiles || name !== STORAGE_TABLE));
  zip.add(
    `_tables${SUFFIX}`,
    lines(tables.map(({ name, number }) => JSON.stringify({ name, id: number }))),
  );
  for (const table of tables) {
    const rows = storage
      .all("SELECT json FROM documents WHERE tab = ? ORDER BY rid", table.number)
      .map((row) => row["json"] as string);
    documents += rows.length;
    if (table.name === STORAGE_TABLE) {
      zip.add(table.name + SUFFIX, lines(rows.map((row) => withInternalId(storage, row))));
      continue;
    }
    zip.add(table.name + SUFFIX, lines(rows.map((row) => toPortable(parseJson(row)))));
    zip.add(`${table.name}/generated_schema.jsonl`, lines([JSON.stringify("uniform")]));
  }
  for (const row of withFiles ? storage.all("SELECT uuid, id FROM files") : []) {
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
  const tables = catalog.tables();
  const other = tables.find((each) => each.number === wanted);
  const taken = other === undefined ? undefined : count(storage, other) > 0 ? other : undefined;
  if (taken !== undefined || count(storage, table) > 0) {
    throw new ImportRefused(
      `The ids of "${name}" carry the number of our table "${(taken ?? table).name}", which holds documents; import into an empty data folder.`,
    );
  }
  if (other !== undefined)
    renumber(storage, other.number, Math.max(...tables.map(({ number }) => number), wanted) + 1);
  renumber(storage, table.number, wanted);
  catalog.reload();
  return catalog.ensure(name);
}

function renumber(storage: Storage, from: number, to: number): void {
  storage.run("UPDATE tables SET number = ? WHERE number = ?", to, from);
  storage.run("UPDATE indexes SET tab = ? WHERE tab = ?", to, from);
}

function count(storage: Storage, table: Table): number {
  const row = storage.get("SELECT count(*) AS n FROM documents WHERE tab = ?", table.number);
  return Number(row?.["n"] ?? 0);
}

/** Documents without an id or a creation time get one, as those of hand-made files do. */
function completed(table: Table, document: JsonObject, nowMs: number): JsonObject {
  const { _id = makeId(table.number, nowMs), _creationTime = nowMs, ...rest } = document;
  if (
    typeof _id !== "string" ||
    typeof _creationTime !== "number" ||
    decodeId(_id)?.table !== table.number
  ) {
    throw new ImportRefused(
      `A document of "${table.name}" has no \`_id\` and \`_creationTime\` of that table.`,
    );
  }
  const whole = { ...rest, _id, _creationTime };
  try {
    checkShape(whole, LIMITS.documentNesting);
    checkedValue(whole);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ImportRefused(`A document of "${table.name}" cannot be stored: ${reason}`, {
      cause: error,
    });
  }
  return whole;
}

function put({ storage }: Target, table: Table, document: JsonObject): void {
  const _id = asText(document["_id"]);
  if (storage.document(table.number, _id) !== undefined)
    throw new ImportRefused(`Table "${table.name}" already holds the document ${_id}.`);
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
  readonly source: ImportSource;
  readonly filesFolder: string;
  readonly mode: ImportMode;
  readonly nowMs: number;
}

export interface ImportChange {
  readonly table: string;
  readonly added: number;
  readonly deleted: number;
}

/** What an import would do. Raises `ImportRefused` when it may not. */
export function planImport(
  storage: Storage,
  { source, mode }: Pick<ImportOptions, "source" | "mode">,
): ImportChange[] {
  const catalog = new Catalog(storage);
  const held = (name: string) => {
    const table = catalog.table(name);
    return table === undefined ? 0 : count(storage, table);
  };
  const changes = source.tables.map((table) => {
    const there = held(table);
    if (mode === "requireEmpty" && there > 0) {
      throw new ImportRefused(
        `Table "${table}" already holds ${there} documents; use --replace to empty it first, or --append to add to it.`,
      );
    }
    const deleted = mode === "append" ? 0 : there;
    return { table, added: source.documents(table).length, deleted };
  });
  if (mode !== "replaceAll") return changes;
  const others = catalog
    .tables()
    .map(({ name }) => name)
    .filter((name) => name !== SCHEDULED_TABLE && !source.tables.includes(name));
  return [...changes, ...others.map((table) => ({ table, added: 0, deleted: held(table) }))].filter(
    ({ added, deleted }) => added + deleted > 0,
  );
}

/** All or nothing: a refused import leaves the data as it was. */
export function importData(storage: Storage, options: ImportOptions): { documents: number } {
  return storage.atomically(() => writeImport(storage, options));
}

/** As above, inside a transaction of the caller's. */
export function writeImport(storage: Storage, options: ImportOptions): { documents: number } {
  const { source, mode } = options;
  const target = { storage, catalog: new Catalog(storage) };
  for (const { table: name } of planImport(storage, options)) {
    const existing = target.catalog.table(name);
    if (existing !== undefined && mode !== "append") clear(target, existing);
  }
  let documents = 0;
  for (const name of source.tables) {
    const rows = source.documents(name);
    const table = adoptNumber(target, name, rows);
    for (const row of rows) {
      const { internalId, ...rest } = completed(table, row, options.nowMs);
      const kept =
        internalId === undefined || name === STORAGE_TABLE ? rest : { ...rest, internalId };
      put(target, table, kept);
      if (name === STORAGE_TABLE) restoreFile(storage, options, asText(rest["_id"]));
    }
    documents += rows.length;
  }
  if (mode !== "append") storage.run("DELETE FROM requests");
  return { documents };
}

function restoreFile(storage: Storage, options: ImportOptions, id: string): void {
  const bytes = options.source.file(id);
  if (bytes === undefined)
    throw new ImportRefused(`The stored file ${id} is missing from the import.`);
  const uuid = randomUUID();
  writeFileSync(filePath(options.filesFolder, uuid), bytes, { flush: true });
  storage.run("DELETE FROM files WHERE id = ?", id);
  storage.run("INSERT INTO files (uuid, id) VALUES (?, ?)", uuid, id);
}
