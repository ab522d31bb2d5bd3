/**
 * The tables and indexes that exist in the data file, and their numbers. Keeps them equal to the
 * schema: makes what is new (filling a new index from existing documents), drops what is gone.
 */
import { decodeId } from "../values/ids.ts";
import { isObject, parseJson, type Json, type JsonObject } from "../values/json.ts";
import { encodeKey, fieldAt, type Key } from "../values/keys.ts";
import type { Storage } from "../storage/storage.ts";
import type { Schema, SearchIndexDefinition } from "./schema.ts";
import { createSearchTable, dropSearchTable, reindexText, type SearchIndex } from "./text_index.ts";

type SearchFields = Pick<SearchIndex, "searchField" | "filterFields">;

export interface Index {
  /** Zero for the index over ids, which is the documents table itself. */
  readonly id: number;
  readonly name: string;
  readonly fields: readonly string[];
}

export interface Table {
  readonly number: number;
  readonly name: string;
  readonly indexes: Map<string, Index>;
  readonly searches: Map<string, SearchIndex>;
}

export const SCHEDULED_TABLE = "_scheduled_functions";
export const STORAGE_TABLE = "_storage";
const SYSTEM_TABLES: readonly (readonly [string, number])[] = [
  [SCHEDULED_TABLE, 1],
  [STORAGE_TABLE, 2],
];
const FIRST_USER_TABLE = 10_001;
const BY_ID: Index = { id: 0, name: "by_id", fields: ["_id"] };
const BY_CREATION = "by_creation_time";

export function indexKey(index: Index, document: JsonObject): Key {
  let key: Key = "";
  for (const field of index.fields) key += encodeKey(fieldAt(document, field));
  if (index.id === 0) return key;
  if (index.name !== BY_CREATION) key += encodeKey(document["_creationTime"]);
  return key + encodeKey(document["_id"]);
}

/** The number under which reads and writes of an index meet in read sets. */
export function watchNumber(table: Table, index: Index): number {
  return index.id === 0 ? -table.number : index.id;
}

export class Catalog {
  readonly #storage: Storage;
  readonly #byName = new Map<string, Table>();
  readonly #byNumber = new Map<number, Table>();

  constructor(storage: Storage) {
    this.#storage = storage;
    this.reload();
    for (const [name, number] of SYSTEM_TABLES) {
      if (this.table(name) === undefined) this.#create(name, number);
    }
  }

  /** Reads everything anew; needed after a rollback that undid a creation. */
  reload(): void {
    this.#byName.clear();
    this.#byNumber.clear();
    for (const row of this.#storage.all("SELECT number, name FROM tables")) {
      this.#remember(row["name"] as string, row["number"] as number);
    }
    for (const row of this.#storage.all("SELECT id, tab, name, fields FROM indexes")) {
      const name = row["name"] as string;
      const id = row["id"] as number;
      const fields = parseJson(row["fields"] as string);
      const table = this.#byNumber.get(row["tab"] as number);
      if (isObject(fields))
        table?.searches.set(name, { ...(fields as unknown as SearchFields), id, name });
      else table?.indexes.set(name, { id, name, fields: fields as string[] });
    }
  }

  table(name: string): Table | undefined {
    return this.#byName.get(name);
  }

  tables(): Table[] {
    return [...this.#byName.values()];
  }

  /** The table an id belongs to; undefined when the text is not an id of this database. */
  tableOf(id: string): Table | undefined {
    const decoded = decodeId(id);
    return decoded === undefined ? undefined : this.#byNumber.get(decoded.table);
  }

  ensure(name: string): Table {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    const highest = this.#storage.get("SELECT max(number) AS n FROM tables")?.["n"];
    return this.#create(name, Math.max(FIRST_USER_TABLE, Number(highest ?? 0) + 1));
  }

  /** Makes tables and indexes as the schema says. Call inside a transaction. */
  adopt(schema: Schema): void {
    for (const definition of schema.tables.values()) {
      const table = this.ensure(definition.name);
      for (const index of definition.indexes) this.#ensureIndex(table, index);
      for (const index of definition.searchIndexes) this.#ensureSearch(table, index);
    }
    for (const table of this.#byName.values()) {
      const wanted = new Set(schema.tables.get(table.name)?.indexes.map((index) => index.name));
      for (const index of [...table.indexes.values()]) {
        if (index.id !== 0 && index.name !== BY_CREATION && !wanted.has(index.name))
          this.#drop(table, index);
      }
      const searches = new Set(
        schema.tables.get(table.name)?.searchIndexes.map((index) => index.name),
      );
      for (const index of [...table.searches.values()]) {
        if (!searches.has(index.name)) this.#dropSearch(table, index);
      }
    }
  }

  #remember(name: string, number: number): Table {
    const table: Table = {
      name,
      number,
      indexes: new Map([[BY_ID.name, BY_ID]]),
      searches: new Map(),
    };
    this.#byName.set(name, table);
    this.#byNumber.set(number, table);
    return table;
  }

  #create(name: string, number: number): Table {
    this.#storage.run("INSERT INTO tables (number, name) VALUES (?, ?)", number, name);
    const table = this.#remember(name, number);
    this.#ensureIndex(table, { name: BY_CREATION, fields: ["_creationTime"] });
    return table;
  }

  #ensureIndex(table: Table, wanted: { name: string; fields: readonly string[] }): void {
    const existing = table.indexes.get(wanted.name);
    if (existing !== undefined) {
      if (JSON.stringify(existing.fields) === JSON.stringify(wanted.fields)) return;
      this.#drop(table, existing);
    }
    const { lastInsertRowid } = this.#storage
      .statement("INSERT INTO indexes (tab, name, fields) VALUES (?, ?, ?)")
      .run(table.number, wanted.name, JSON.stringify(wanted.fields));
    const index: Index = { id: Number(lastInsertRowid), name: wanted.name, fields: wanted.fields };
    table.indexes.set(index.name, index);
    this.#fill(table, index);
  }

  #fill(table: Table, index: Index): void {
    const documents = this.#storage.statement("SELECT rid, json FROM documents WHERE tab = ?");
    for (const row of documents.iterate(table.number)) {
      const document: Json = parseJson(row["json"] as string);
      this.#storage.addEntry(
        index.id,
        indexKey(index, document as JsonObject),
        row["rid"] as number,
      );
    }
  }

  #ensureSearch(table: Table, wanted: SearchIndexDefinition): void {
    const fields: SearchFields = {
      searchField: wanted.searchField,
      filterFields: wanted.filterFields,
    };
    const existing = table.searches.get(wanted.name);
    if (existing !== undefined) {
      if (existing.searchField === wanted.searchField) {
        table.searches.set(wanted.name, { ...existing, filterFields: wanted.filterFields });
        this.#storage.run(
          "UPDATE indexes SET fields = ? WHERE id = ?",
          JSON.stringify(fields),
          existing.id,
        );
        return;
      }
      this.#dropSearch(table, existing);
    }
    const { lastInsertRowid } = this.#storage
      .statement("INSERT INTO indexes (tab, name, fields) VALUES (?, ?, ?)")
      .run(table.number, wanted.name, JSON.stringify(fields));
    const index: SearchIndex = { ...fields, id: Number(lastInsertRowid), name: wanted.name };
    table.searches.set(index.name, index);
    createSearchTable(this.#storage, index.id);
    const documents = this.#storage.statement("SELECT rid, json FROM documents WHERE tab = ?");
    for (const row of documents.iterate(table.number)) {
      const after = parseJson(row["json"] as string) as JsonObject;
      reindexText(this.#storage, index, { rid: row["rid"] as number, before: undefined, after });
    }
  }

  #dropSearch(table: Table, index: SearchIndex): void {
    dropSearchTable(this.#storage, index.id);
    this.#storage.run("DELETE FROM indexes WHERE id = ?", index.id);
    table.searches.delete(index.name);
  }

  #drop(table: Table, index: Index): void {
    this.#storage.run("DELETE FROM entries WHERE idx = ?", index.id);
    this.#storage.run("DELETE FROM indexes WHERE id = ?", index.id);
    table.indexes.delete(index.name);
  }
}
