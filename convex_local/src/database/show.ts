/** Values and validators as Convex prints them in messages. */
import { isObject, tagged, type Json } from "../values/json.ts";
import type { ObjectField, Validator } from "./validators.ts";

const BARE_NAME = /^[a-zA-Z_$][a-zA-Z0-9_$]*$/;

function name(text: string): string {
  return BARE_NAME.test(text) ? text : JSON.stringify(text);
}

function float(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

export function show(value: Json): string {
  if (typeof value === "number") return float(value);
  if (Array.isArray(value)) return `[${value.map(show).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const scalar = tagged(value);
  if (typeof scalar === "bigint") return `${scalar.toString()}n`;
  if (typeof scalar === "number") return Object.is(scalar, -0) ? "-0.0" : float(scalar);
  if (scalar !== undefined) return `Bytes(${scalar.length})`;
  return `{${Object.entries(value)
    .map(([key, field]) => `${name(key)}: ${show(field)}`)
    .join(", ")}}`;
}

function field(value: ObjectField): string {
  const text = showValidator(value.fieldType);
  return value.optional ? `v.optional(${text})` : text;
}

const SCALARS: Readonly<Record<string, string>> = {
  any: "v.any()",
  null: "v.null()",
  number: "v.float64()",
  bigint: "v.int64()",
  boolean: "v.boolean()",
  string: "v.string()",
  bytes: "v.bytes()",
  commitTs: "v.commitTs()",
};

export function showValidator(validator: Validator): string {
  switch (validator.type) {
    case "id":
      return `v.id("${validator.tableName}")`;
    case "literal":
      return `v.literal(${show(validator.value)})`;
    case "array":
      return `v.array(${showValidator(validator.value)})`;
    case "object":
      return `v.object({${Object.entries(validator.value)
        .map(([key, value]) => `${name(key)}: ${field(value)}`)
        .join(", ")}})`;
    case "record":
      return `v.record(${showValidator(validator.keys)}, ${showValidator(validator.values.fieldType)})`;
    case "union":
      return `v.union(${validator.value.map(showValidator).join(", ")})`;
    default:
      return SCALARS[validator.type] ?? "v.any()";
  }
}
