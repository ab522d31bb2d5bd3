/** Turns the serialised source of a query into an interval of index keys. */
import { asText, isObject, type Json, type JsonObject } from "../values/json.ts";
import { AFTER, encodeKey, type Key } from "../values/keys.ts";
import type { Catalog, Index, Table } from "./catalog.ts";

export interface Source {
  readonly table: Table | undefined;
  readonly tableName: string;
  readonly index: Index | undefined;
  readonly lo: Key;
  readonly hi: Key;
  readonly reverse: boolean;
}

interface Bound {
  readonly type: string;
  readonly field: string;
  readonly key: Key;
}

function bounds(range: Json | undefined): Bound[] {
  if (!Array.isArray(range)) return [];
  return range.filter(isObject).map((part) => {
    const value = part["value"];
    return {
      type: asText(part["type"]),
      field: asText(part["fieldPath"]),
      key: encodeKey(isObject(value) && "$undefined" in value ? undefined : value),
    };
  });
}

interface Named {
  readonly indexName: string;
  readonly fields: readonly string[];
}

function equalityPrefix(all: readonly Bound[], index: Named): { prefix: Key; used: number } {
  const equal = new Map<string, Key>();
  for (const bound of all.filter((each) => each.type === "Eq")) {
    if (equal.has(bound.field)) {
      throw new Error(
        `Already defined equality bound in index range for field "${bound.field}" of index ${index.indexName}.`,
      );
    }
    equal.set(bound.field, bound.key);
  }
  let prefix: Key = "";
  let used = 0;
  for (const field of index.fields) {
    const key = equal.get(field);
    if (key === undefined) break;
    prefix += key;
    used += 1;
  }
  if (used < equal.size) throw misuse(all, index);
  return { prefix, used };
}

function misuse(all: readonly Bound[], index: Named): Error {
  const tried = all.map((bound) => `${bound.type.toLowerCase()}("${bound.field}")`).join(", ");
  return new Error(
    `Index range on ${index.indexName} must use the index fields in order ` +
      `[${index.fields.map((field) => `"${field}"`).join(", ")}]: equalities on a prefix, then bounds on the next field. Got: ${tried}.`,
  );
}

/** Equalities on a prefix of the fields, then at most one bound each way on the next field. */
export function keyRange(range: Json | undefined, index: Named): { lo: Key; hi: Key } {
  const all = bounds(range);
  const { prefix, used } = equalityPrefix(all, index);
  let lo = prefix;
  let hi = prefix + AFTER;
  let lower = false;
  let upper = false;
  for (const bound of all) {
    if (bound.type === "Eq") continue;
    if (bound.field !== index.fields[used]) throw misuse(all, index);
    const isLower = bound.type === "Gt" || bound.type === "Gte";
    if (isLower ? lower : upper) {
      throw new Error(
        `Already defined a ${isLower ? "lower" : "upper"} bound in index range on ${index.indexName}.`,
      );
    }
    const key = prefix + bound.key;
    if (isLower) {
      lower = true;
      lo = bound.type === "Gt" ? key + AFTER : key;
    } else {
      upper = true;
      hi = bound.type === "Lt" ? key : key + AFTER;
    }
  }
  return { lo, hi: hi < lo ? lo : hi };
}

export function resolveSource(catalog: Catalog, source: JsonObject): Source {
  const reverse = source["order"] === "desc";
  if (source["type"] === "FullTableScan") {
    const tableName = asText(source["tableName"]);
    const table = catalog.table(tableName);
    return {
      table,
      tableName,
      index: table?.indexes.get("by_creation_time"),
      lo: "",
      hi: AFTER,
      reverse,
    };
  }
  const [tableName = "", name = ""] = asText(source["indexName"]).split(".");
  const table = catalog.table(tableName);
  const index = table?.indexes.get(name);
  if (table === undefined && (name === "by_creation_time" || name === "by_id")) {
    return { table, tableName, index: undefined, lo: "", hi: AFTER, reverse };
  }
  if (index === undefined) throw new Error(`Index ${tableName}.${name} not found.`);
  const fields =
    index.name === "by_id" || index.name === "by_creation_time"
      ? index.fields
      : [...index.fields, "_creationTime"];
  return {
    table,
    tableName,
    index,
    reverse,
    ...keyRange(source["range"], { indexName: `${tableName}.${name}`, fields }),
  };
}
