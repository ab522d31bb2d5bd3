/** Full-text search over a table. */
import { isObject, type JsonObject } from "../values/json.ts";
import type { Transaction } from "./transaction.ts";

export function searchRows(_transaction: Transaction, query: JsonObject): { nextRow(): { json: string } | undefined } {
  const source = isObject(query["source"]) ? query["source"] : {};
  throw new Error(`Search index ${String(source["indexName"])} not found.`);
}
