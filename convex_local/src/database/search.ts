/**
 * Full-text search over one field of a table, on SQLite's FTS5: any of the words, the last one as
 * a prefix, best first; equality filters are checked on the documents. A search reads, as far as
 * invalidation is concerned, the whole table.
 */
import { asText, isObject, parseJson, type Json, type JsonObject } from "../values/json.ts";
import { AFTER, compareJson, fieldAt } from "../values/keys.ts";
import type { Table } from "./catalog.ts";
import { evaluate, isTrue } from "./filter.ts";
import { searchTable, type SearchIndex } from "./text_index.ts";
import type { Transaction } from "./transaction.ts";

const MAX_MATCHES = 1024;
const MAX_TERMS = 16;

/** The words as the tokenizer would cut them, quoted so that none is read as an operator. */
function matchExpression(text: string): string | undefined {
  const terms = text.match(/[\p{L}\p{N}\p{M}]+/gu)?.slice(0, MAX_TERMS);
  if (terms === undefined) return undefined;
  return terms
    .map((term, at) => (at === terms.length - 1 ? `"${term}"*` : `"${term}"`))
    .join(" OR ");
}

interface Parsed {
  readonly index: SearchIndex;
  readonly table: Table;
  readonly words: string;
  readonly equal: readonly { readonly field: string; readonly value: Json | undefined }[];
}

function parseSearch(transaction: Transaction, source: JsonObject): Parsed {
  const [of = "", name = ""] = asText(source["indexName"]).split(".");
  const table = transaction.catalog.table(of);
  const index = table?.searches.get(name);
  if (table === undefined || index === undefined)
    throw new Error(`Search index ${of}.${name} not found.`);
  const filters = Array.isArray(source["filters"]) ? source["filters"].filter(isObject) : [];
  const words = filters.filter((filter) => filter["type"] === "Search");
  const [first] = words;
  if (words.length !== 1 || first?.["fieldPath"] !== index.searchField) {
    throw new Error(
      `A search on ${of}.${name} must search its field "${index.searchField}" exactly once.`,
    );
  }
  const equal = filters
    .filter((filter) => filter["type"] === "Eq")
    .map((filter) => {
      const { value } = filter;
      return {
        field: asText(filter["fieldPath"]),
        value: isObject(value) && "$undefined" in value ? undefined : value,
      };
    });
  const unknown = equal.find(({ field }) => !index.filterFields.includes(field));
  if (unknown !== undefined) {
    throw new Error(`Search index ${of}.${name} has no filter field "${unknown.field}".`);
  }
  return { index, table, equal, words: asText(first["value"]) };
}

export interface FoundText {
  readonly json: string;
  readonly size: number;
}

class SearchRun {
  readonly #rows: FoundText[];
  readonly #transaction: Transaction;
  readonly #operators: JsonObject[];
  #limit = Infinity;
  #at = 0;

  constructor(transaction: Transaction, rows: FoundText[], operators: JsonObject[]) {
    this.#transaction = transaction;
    this.#rows = rows;
    this.#operators = operators;
    for (const operator of operators) {
      if (typeof operator["limit"] === "number")
        this.#limit = Math.min(this.#limit, operator["limit"]);
    }
  }

  nextRow(): FoundText | undefined {
    while (this.#limit > 0) {
      const row = this.#rows[this.#at++];
      if (row === undefined) return undefined;
      this.#transaction.usage.read(row.size);
      if (!this.#passes(row)) continue;
      this.#limit -= 1;
      return row;
    }
    return undefined;
  }

  #passes(row: FoundText): boolean {
    const filters = this.#operators.filter((operator) => "filter" in operator);
    if (filters.length === 0) return true;
    const document = parseJson(row.json);
    return filters.every((operator) => isTrue(evaluate(operator["filter"], document)));
  }
}

export function searchRows(transaction: Transaction, query: JsonObject): SearchRun {
  const search = parseSearch(transaction, isObject(query["source"]) ? query["source"] : {});
  const operators = Array.isArray(query["operators"]) ? query["operators"].filter(isObject) : [];
  const byCreation = search.table.indexes.get("by_creation_time");
  transaction.usage.range();
  if (byCreation !== undefined) transaction.reads.push({ index: byCreation.id, lo: "", hi: AFTER });
  const expression = matchExpression(search.words);
  if (expression === undefined) return new SearchRun(transaction, [], operators);
  const name = searchTable(search.index.id);
  const rows = transaction.storage
    .all(
      `SELECT d.json, d.size FROM ${name} s JOIN documents d ON d.rid = s.rowid WHERE ${name} MATCH ? ORDER BY s.rank, d.rid DESC LIMIT ?`,
      expression,
      MAX_MATCHES,
    )
    .map((row) => ({ json: row["json"] as string, size: row["size"] as number }))
    .filter((row) => {
      if (search.equal.length === 0) return true;
      const document = parseJson(row.json);
      return search.equal.every(
        ({ field, value }) => compareJson(fieldAt(document, field), value) === 0,
      );
    });
  return new SearchRun(transaction, rows, operators);
}
