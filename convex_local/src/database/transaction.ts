/**
 * One transaction: reads that are remembered as intervals, writes that keep every index in step,
 * checks and limits. Works on the shared storage, so what it wrote is what it reads. The caller
 * begins and ends the storage transaction. Queries over ranges: query.ts.
 */
import type { Storage } from "../storage/storage.ts";
import { makeId } from "../values/ids.ts";
import { asText, integerToJson, isObject, parseJson, type JsonObject } from "../values/json.ts";
import { encodeKey } from "../values/keys.ts";
import { checkShape, LIMITS, sizeOf } from "../values/sizes.ts";
import type { Timestamp } from "../values/timestamps.ts";
import { indexKey, watchNumber, type Catalog, type Table } from "./catalog.ts";
import { Checker } from "./checker.ts";
import { Usage } from "./limits.ts";
import { next, type Interval, type WrittenKey } from "./read_set.ts";
import type { Schema } from "./schema.ts";
import { reindexText } from "./text_index.ts";

export interface TransactionSetup {
  readonly storage: Storage;
  readonly catalog: Catalog;
  readonly schema: Schema;
  readonly ts: Timestamp;
  readonly writable: boolean;
}

export interface Found {
  readonly table: Table;
  readonly rid: number;
  readonly document: JsonObject;
}

const buffer = new DataView(new ArrayBuffer(8));

/** The next larger float, so that creation times grow strictly inside a transaction. */
function nextUp(value: number): number {
  buffer.setFloat64(0, value);
  buffer.setBigInt64(0, buffer.getBigInt64(0) + 1n);
  return buffer.getFloat64(0);
}

function withoutUndefined(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).filter(([, field]) => !(isObject(field) && "$undefined" in field)),
  );
}

function sorted(value: JsonObject): JsonObject {
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, value[name] ?? null]));
}

export class Transaction {
  readonly storage: Storage;
  readonly catalog: Catalog;
  readonly ts: Timestamp;
  readonly usage = new Usage();
  readonly reads: Interval[] = [];
  readonly writes: WrittenKey[] = [];
  readonly writable: boolean;
  /** What to do once the transaction is durable. */
  readonly afterCommit: (() => void)[] = [];
  /** Whether time-driven work was added. */
  schedules = false;
  /** Grows with each write, so that open streams know that what they read ahead is old. */
  generation = 0;
  readonly #points = new Set<string>();
  readonly #schema: Schema;
  readonly #checker: Checker;
  #creationTime: number;

  constructor(setup: TransactionSetup) {
    this.storage = setup.storage;
    this.catalog = setup.catalog;
    this.ts = setup.ts;
    this.writable = setup.writable;
    this.#schema = setup.schema;
    this.#checker = new Checker((id) => setup.catalog.tableOf(id)?.name);
    this.#creationTime = setup.ts / 1000;
  }

  get checker(): Checker {
    return this.#checker;
  }

  intervals(): Interval[] {
    return this.reads
      .map(({ index, lo, hi }) => ({ index, lo, hi }))
      .filter((read) => read.lo < read.hi);
  }

  readPoint(index: number, key: string): void {
    const name = `${index}\n${key}`;
    if (this.#points.has(name)) return;
    this.#points.add(name);
    this.usage.range();
    this.reads.push({ index, lo: key, hi: next(key) });
  }

  /** Reads a whole document as stored text, for callers that only pass it on. */
  getText(table: Table, id: string): string | null {
    this.readPoint(-table.number, encodeKey(id));
    const stored = this.storage.document(table.number, id);
    if (stored === undefined) return null;
    this.usage.read(stored.size);
    return stored.json;
  }

  find(table: Table, id: string): Found | undefined {
    this.readPoint(-table.number, encodeKey(id));
    const stored = this.storage.document(table.number, id);
    if (stored === undefined) return undefined;
    this.usage.read(stored.size);
    return { table, rid: stored.rid, document: parseJson(stored.json) as JsonObject };
  }

  insert(tableName: string, value: JsonObject): string {
    const known = this.catalog.table(tableName);
    const table = known ?? this.catalog.ensure(tableName);
    if (known === undefined) this.writes.push({ index: 0, key: tableName });
    if ("_id" in value || "_creationTime" in value) {
      throw new Error(
        "Fields `_id` and `_creationTime` are set by Convex and cannot be given to `db.insert`.",
      );
    }
    const body = this.#resolved(value);
    this.#validate(tableName, body);
    const id = makeId(table.number, this.ts / 1000);
    const creationTime = this.#creationTime;
    this.#creationTime = nextUp(creationTime);
    this.#write(table, undefined, { ...body, _id: id, _creationTime: creationTime });
    return id;
  }

  patch(found: Found, change: JsonObject): void {
    const merged = { ...found.document };
    this.#refuseSystemFields(found, change);
    for (const [name, value] of Object.entries(change)) {
      if (isObject(value) && "$undefined" in value) Reflect.deleteProperty(merged, name);
      else merged[name] = value;
    }
    this.#put(found, merged);
  }

  replace(found: Found, value: JsonObject): void {
    this.#refuseSystemFields(found, value);
    const { _id, _creationTime } = found.document;
    this.#put(found, {
      ...withoutUndefined(value),
      _id: _id ?? null,
      _creationTime: _creationTime ?? null,
    });
  }

  remove(found: Found): void {
    this.#write(found.table, found, undefined);
  }

  /** Writes a system document, which no schema describes and user code cannot write. */
  insertSystem(tableName: string, body: JsonObject): string {
    const table = this.catalog.ensure(tableName);
    const id = makeId(table.number, this.ts / 1000);
    const creationTime = this.#creationTime;
    this.#creationTime = nextUp(creationTime);
    this.#write(table, undefined, { ...body, _id: id, _creationTime: creationTime });
    return id;
  }

  patchSystem(found: Found, change: JsonObject): void {
    this.#write(found.table, found, { ...found.document, ...change });
  }

  /** Marks a write that touches no document, so that the commit is made durable. */
  touch(): void {
    this.generation += 1;
  }

  /** Forgets the writes after a mark, when a savepoint has undone them in storage. */
  undoTo(mark: number): void {
    this.writes.length = mark;
    this.generation += 1;
    this.catalog.reload();
  }

  #put(found: Found, value: JsonObject): void {
    const { _id, _creationTime, ...rest } = value;
    const body = this.#resolved(rest);
    this.#validate(found.table.name, body);
    this.#write(found.table, found, {
      ...body,
      _id: _id ?? null,
      _creationTime: _creationTime ?? null,
    });
  }

  #refuseSystemFields(found: Found, value: JsonObject): void {
    for (const name of ["_id", "_creationTime"] as const) {
      if (!(name in value) || JSON.stringify(value[name]) === JSON.stringify(found.document[name]))
        continue;
      throw new Error(
        `Provided \`${name}\` field value ${JSON.stringify(value[name])} does not match the document's ${JSON.stringify(found.document[name])}`,
      );
    }
  }

  /** With a single writer the commit timestamp is known from the start. */
  #resolved(value: JsonObject): JsonObject {
    const text = JSON.stringify(value);
    if (!text.includes('"$commitTs"')) return value;
    const ts = JSON.stringify(integerToJson(BigInt(this.ts) * 1000n));
    return parseJson(text.replaceAll('{"$commitTs":null}', ts)) as JsonObject;
  }

  #validate(tableName: string, body: JsonObject): void {
    checkShape(body, LIMITS.documentNesting);
    const reserved = Object.keys(body).find((name) => name.startsWith("_"));
    if (reserved !== undefined) {
      throw new Error(
        `Field '${reserved}' starts with an underscore, which is only allowed for system fields like '_id'`,
      );
    }
    const validator = this.#schema.validates
      ? this.#schema.tables.get(tableName)?.document
      : undefined;
    const problem = validator === undefined ? undefined : this.#checker.problem(validator, body);
    if (problem !== undefined) {
      throw new Error(
        `Failed to insert or update a document in table "${tableName}" because it does not match the schema: ${problem}`,
      );
    }
  }

  #write(table: Table, before: Found | undefined, value: JsonObject | undefined): void {
    if (!this.writable) throw new Error("A query cannot write to the database.");
    const after = value === undefined ? undefined : sorted(value);
    const json = after === undefined ? "" : JSON.stringify(after);
    if (before !== undefined && json === JSON.stringify(before.document)) return;
    const size = after === undefined ? 0 : sizeOf(after);
    if (size > LIMITS.documentBytes) {
      throw new Error(
        `Value is too large (${(size / 1048576).toFixed(2)} MiB > maximum size 1 MiB)`,
      );
    }
    this.usage.write(size);
    this.generation += 1;
    const id = asText((before?.document ?? after)?.["_id"]);
    this.writes.push({ index: -table.number, key: encodeKey(id) });
    const rid = this.#store(table, { id, before, after, json, size });
    this.#reindex(table, { rid, before: before?.document, after });
  }

  #store(
    table: Table,
    write: {
      id: string;
      before: Found | undefined;
      after: JsonObject | undefined;
      json: string;
      size: number;
    },
  ): number {
    const { before, json, size } = write;
    if (before === undefined)
      return this.storage.insertDocument(table.number, write.id, { json, size });
    if (write.after === undefined) this.storage.deleteDocument(before.rid);
    else this.storage.updateDocument(before.rid, { json, size });
    return before.rid;
  }

  #reindex(
    table: Table,
    change: { rid: number; before: JsonObject | undefined; after: JsonObject | undefined },
  ): void {
    for (const index of table.searches.values()) reindexText(this.storage, index, change);
    for (const index of table.indexes.values()) {
      if (index.id === 0) continue;
      const old = change.before === undefined ? undefined : indexKey(index, change.before);
      const fresh = change.after === undefined ? undefined : indexKey(index, change.after);
      const watch = watchNumber(table, index);
      if (old !== undefined) this.writes.push({ index: watch, key: old });
      if (fresh !== undefined && fresh !== old) this.writes.push({ index: watch, key: fresh });
      if (old === fresh) continue;
      if (old !== undefined) this.storage.removeEntry(index.id, old);
      if (fresh !== undefined) this.storage.addEntry(index.id, fresh, change.rid);
    }
  }
}
