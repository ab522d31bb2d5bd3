/**
 * The data file: documents, index entries and the runtime's own tables in one SQLite database.
 * Every call is synchronous, so a transaction can never be interleaved with another one. Knows
 * rows and keys; never knows validators, functions or sockets. Ranges and read sets: ../database.
 */
import { closeSync, existsSync, fdatasync, openSync } from "node:fs";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { AFTER, encodeKey, type Key } from "../values/keys.ts";
import type { Timestamp } from "../values/timestamps.ts";
import { LAYOUT, LAYOUT_VERSION } from "./layout.ts";

export interface StoredDocument {
  readonly rid: number;
  readonly json: string;
  readonly size: number;
}

/** Its key is decoded only when asked for: most rows are read without looking at it. */
export class Row {
  readonly json: string;
  readonly size: number;
  readonly #key: Key | Uint8Array;

  constructor(key: Key | Uint8Array, json: string, size: number) {
    this.#key = key;
    this.json = json;
    this.size = size;
  }

  get key(): Key {
    const key = this.#key;
    return typeof key === "string"
      ? key
      : Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString("latin1");
  }
}

export interface Scan {
  /** An index id, or 0 with `table` for the index over ids, which needs no entries. */
  readonly index: number;
  readonly table: number;
  readonly lo: Key;
  readonly hi: Key;
  readonly reverse: boolean;
  readonly limit: number;
}

export interface StorageOptions {
  readonly path: string;
  /** `full` waits for the disk before a commit counts as durable; `off` trusts the system. */
  readonly sync: "full" | "off";
}

type SqlRow = Record<string, SQLInputValue>;

export class CorruptData extends Error {}

/**
 * A disk that is full or broken: SQLite has undone all that was not committed, also of the writes
 * before this one. The storage refuses everything from then on and must be opened anew.
 */
export class CommitRefused extends Error {
  constructor() {
    super("The data file cannot be written; what was not committed is undone. Is the disk full?");
  }
}

function toBlob(key: Key): Buffer {
  return Buffer.from(key, "latin1");
}

/** Bounds over ids as text: `\x07id\0` becomes `id`, and just after it becomes `id\x01`. */
function idBound(key: Key): string {
  if (key < "\x07") return "";
  if (!key.startsWith("\x07")) return "\x7f";
  return key
    .slice(1)
    .replace(/\0\xff$/, "\x01")
    .replace(/\0$/, "");
}

function openDatabase(path: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: 2000 });
    database.exec(
      "PRAGMA locking_mode=NORMAL; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" +
        "PRAGMA cache_size=-32768; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=4000;",
    );
    database.exec(LAYOUT);
    return database;
  } catch (error) {
    database?.close();
    const reason = error instanceof Error ? error.message : String(error);
    throw new CorruptData(
      `Cannot open the data file ${path}: ${reason}. Restore it from a backup or an export, or ` +
        "point --data at an empty folder; the file was left as it is.",
      { cause: error },
    );
  }
}

export class Storage {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #log: number | undefined;
  #depth = 0;

  constructor(options: StorageOptions) {
    this.#database = openDatabase(options.path);
    const version = this.meta("layout");
    if (typeof version === "number" && version > LAYOUT_VERSION) {
      this.#database.close();
      throw new CorruptData(`The data in ${options.path} was written by a newer version.`);
    }
    this.setMeta("layout", LAYOUT_VERSION);
    const log = `${options.path}-wal`;
    this.#log = options.sync === "full" && existsSync(log) ? openSync(log, "r+") : undefined;
  }

  statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  /** A write inside a transaction that SQLite has undone would be a transaction of its own. */
  #assertWhole(): void {
    if (this.#depth > 0 && !this.#database.isTransaction) throw new CommitRefused();
  }

  #assertOpen(): void {
    if (this.#depth === 0) throw new CommitRefused();
    this.#assertWhole();
  }

  run(sql: string, ...values: SQLInputValue[]): number {
    this.#assertWhole();
    return Number(this.statement(sql).run(...values).changes);
  }

  get(sql: string, ...values: SQLInputValue[]): SqlRow | undefined {
    return this.statement(sql).get(...values);
  }

  all(sql: string, ...values: SQLInputValue[]): SqlRow[] {
    return this.statement(sql).all(...values);
  }

  exec(sql: string): void {
    this.#database.exec(sql);
  }

  /** Opens a transaction, or a savepoint inside one. Pairs with `commit` or `rollback`. */
  begin(): void {
    this.#assertWhole();
    this.statement(this.#depth === 0 ? "BEGIN IMMEDIATE" : `SAVEPOINT s${this.#depth}`).run();
    this.#depth += 1;
  }

  commit(): void {
    this.#assertOpen();
    this.#depth -= 1;
    this.statement(this.#depth === 0 ? "COMMIT" : `RELEASE s${this.#depth}`).run();
  }

  rollback(): void {
    this.#assertOpen();
    this.#depth -= 1;
    if (this.#depth === 0) this.statement("ROLLBACK").run();
    else {
      this.statement(`ROLLBACK TO s${this.#depth}`).run();
      this.statement(`RELEASE s${this.#depth}`).run();
    }
  }

  atomically<T>(work: () => T): T {
    this.begin();
    try {
      const result = work();
      this.commit();
      return result;
    } catch (error) {
      this.rollback();
      throw error;
    }
  }

  /**
   * Resolves when everything committed before the call is on disk. Commits go to the write-ahead
   * log without waiting (`synchronous=NORMAL` never syncs on commit); syncing the log here gives
   * the guarantee of `synchronous=FULL`, while the next commits already run: group commit.
   */
  async flush(): Promise<void> {
    const log = this.#log;
    if (log === undefined) return;
    await new Promise<void>((resolve, reject) => {
      fdatasync(log, (error) => (error === null ? resolve() : reject(error)));
    });
  }

  document(table: number, id: string): StoredDocument | undefined {
    const row = this.get(
      "SELECT rid, json, size FROM documents WHERE tab = ? AND id = ?",
      table,
      id,
    );
    return row as StoredDocument | undefined;
  }

  insertDocument(table: number, id: string, body: { json: string; size: number }): number {
    this.#assertWhole();
    const { lastInsertRowid } = this.statement(
      "INSERT INTO documents (tab, id, size, json) VALUES (?, ?, ?, ?)",
    ).run(table, id, body.size, body.json);
    return Number(lastInsertRowid);
  }

  updateDocument(rid: number, body: { json: string; size: number }): void {
    this.run("UPDATE documents SET json = ?, size = ? WHERE rid = ?", body.json, body.size, rid);
  }

  deleteDocument(rid: number): void {
    this.run("DELETE FROM documents WHERE rid = ?", rid);
  }

  addEntry(index: number, key: Key, rid: number): void {
    this.run("INSERT INTO entries (idx, key, rid) VALUES (?, ?, ?)", index, toBlob(key), rid);
  }

  removeEntry(index: number, key: Key): void {
    this.run("DELETE FROM entries WHERE idx = ? AND key = ?", index, toBlob(key));
  }

  scan(scan: Scan): Row[] {
    const direction = scan.reverse ? "DESC" : "ASC";
    if (scan.index === 0) {
      return this.all(
        `SELECT id, json, size FROM documents WHERE tab = ? AND id >= ? AND id < ? ORDER BY id ${direction} LIMIT ?`,
        scan.table,
        idBound(scan.lo),
        idBound(scan.hi),
        scan.limit,
      ).map(
        (row) =>
          new Row(encodeKey(row["id"] as string), row["json"] as string, row["size"] as number),
      );
    }
    return this.all(
      "SELECT e.key, d.json, d.size FROM entries e JOIN documents d ON d.rid = e.rid " +
        `WHERE e.idx = ? AND e.key >= ? AND e.key < ? ORDER BY e.key ${direction} LIMIT ?`,
      scan.index,
      toBlob(scan.lo),
      toBlob(scan.hi),
      scan.limit,
    ).map((row) => new Row(row["key"] as Uint8Array, row["json"] as string, row["size"] as number));
  }

  meta(name: string): SQLInputValue | undefined {
    return this.get("SELECT value FROM meta WHERE name = ?", name)?.["value"];
  }

  setMeta(name: string, value: SQLInputValue): void {
    this.run(
      "INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
      name,
      value,
    );
  }

  timestamp(): Timestamp {
    return Number(this.meta("ts") ?? 0);
  }

  close(): void {
    if (this.#log !== undefined) closeSync(this.#log);
    this.#database.close();
  }
}

/** The whole of an index. */
export const EVERYTHING = { lo: "", hi: AFTER } as const;
