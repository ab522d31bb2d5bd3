/** The FTS5 table behind a search index, kept in step with the documents. Searching: search.ts. */
import type { Storage } from "../storage/storage.ts";
import type { JsonObject } from "../values/json.ts";
import { fieldAt } from "../values/keys.ts";

export interface SearchIndex {
  readonly id: number;
  readonly name: string;
  readonly searchField: string;
  readonly filterFields: readonly string[];
}

export function searchTable(id: number): string {
  return `search_${id}`;
}

export function createSearchTable(storage: Storage, id: number): void {
  storage.exec(
    `CREATE VIRTUAL TABLE ${searchTable(id)} USING fts5(body, tokenize = "unicode61 remove_diacritics 0")`,
  );
}

export function dropSearchTable(storage: Storage, id: number): void {
  storage.exec(`DROP TABLE IF EXISTS ${searchTable(id)}`);
}

export interface Indexed {
  readonly rid: number;
  readonly before: JsonObject | undefined;
  readonly after: JsonObject | undefined;
}

function textOf(index: SearchIndex, document: JsonObject | undefined): string | undefined {
  const value = document === undefined ? undefined : fieldAt(document, index.searchField);
  return typeof value === "string" ? value : undefined;
}

/** Brings the index in step with one changed document. */
export function reindexText(storage: Storage, index: SearchIndex, change: Indexed): void {
  const before = textOf(index, change.before);
  const after = textOf(index, change.after);
  if (before === after) return;
  if (before !== undefined)
    storage.run(`DELETE FROM ${searchTable(index.id)} WHERE rowid = ?`, change.rid);
  if (after !== undefined)
    storage.run(
      `INSERT INTO ${searchTable(index.id)} (rowid, body) VALUES (?, ?)`,
      change.rid,
      after,
    );
}
