/** The exported schema as data: tables, indexes and document validators. Never touches storage. */
import { isObject, parseJson, type Json, type JsonObject } from "../values/json.ts";
import { parseValidator, type Validator } from "./validators.ts";

export interface IndexDefinition {
  readonly name: string;
  readonly fields: readonly string[];
}

export interface SearchIndexDefinition {
  readonly name: string;
  readonly searchField: string;
  readonly filterFields: readonly string[];
}

export interface TableDefinition {
  readonly name: string;
  readonly indexes: readonly IndexDefinition[];
  readonly searchIndexes: readonly SearchIndexDefinition[];
  readonly vectorIndexes: readonly string[];
  readonly document: Validator | undefined;
}

export interface Schema {
  readonly tables: ReadonlyMap<string, TableDefinition>;
  readonly validates: boolean;
}

export const NO_SCHEMA: Schema = { tables: new Map(), validates: false };

const MAX_INDEX_FIELDS = 16;
const MAX_INDEXES = 64;
const IDENTIFIER = /^[a-zA-Z][a-zA-Z0-9_]{0,63}$/;

function strings(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function objects(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

function parseIndex(table: string, raw: JsonObject): IndexDefinition {
  const name = text(raw["indexDescriptor"]);
  const fields = strings(raw["fields"]);
  if (!IDENTIFIER.test(name)) {
    throw new Error(`Index name "${name}" of table "${table}" must be an identifier.`);
  }
  if (name === "by_id" || name === "by_creation_time") {
    throw new Error(`Index name "${name}" of table "${table}" is reserved.`);
  }
  if (fields.length === 0 || fields.length > MAX_INDEX_FIELDS) {
    throw new Error(`Index "${table}.${name}" must have between 1 and ${MAX_INDEX_FIELDS} fields.`);
  }
  if (new Set(fields).size !== fields.length) {
    throw new Error(`Index "${table}.${name}" names a field twice.`);
  }
  return { name, fields };
}

function parseTable(raw: JsonObject): TableDefinition {
  const name = text(raw["tableName"]);
  if (!IDENTIFIER.test(name)) throw new Error(`Table name "${name}" must be an identifier.`);
  const indexes = objects(raw["indexes"]).map((index) => parseIndex(name, index));
  if (indexes.length > MAX_INDEXES) {
    throw new Error(`Table "${name}" has more than ${MAX_INDEXES} indexes.`);
  }
  if (new Set(indexes.map((index) => index.name)).size !== indexes.length) {
    throw new Error(`Table "${name}" defines an index twice.`);
  }
  return {
    name,
    indexes,
    searchIndexes: objects(raw["searchIndexes"]).map((index) => ({
      name: text(index["indexDescriptor"]),
      searchField: text(index["searchField"]),
      filterFields: strings(index["filterFields"]),
    })),
    vectorIndexes: objects(raw["vectorIndexes"]).map((index) => text(index["indexDescriptor"])),
    document: isObject(raw["documentType"]) ? parseValidator(raw["documentType"]) : undefined,
  };
}

export function parseSchema(exported: string): Schema {
  const raw = parseJson(exported);
  if (!isObject(raw)) throw new Error("schema.ts must export defineSchema({...}) by default.");
  const tables = objects(raw["tables"]).map(parseTable);
  return {
    tables: new Map(tables.map((table) => [table.name, table])),
    validates: raw["schemaValidation"] !== false,
  };
}
