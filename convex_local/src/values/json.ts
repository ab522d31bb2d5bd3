/**
 * Convex values in their JSON form, which is how they are stored, sent and compared here.
 * Owns reading and writing that form. Never knows documents or schemas. See keys.ts for order.
 */
import { convexToJson, jsonToConvex } from "convex/values";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A string as it is; anything else as JSON, so that a message never shows `[object Object]`. */
export function asText(value: Json | undefined): string {
  if (typeof value === "string") return value;
  return value === undefined ? "undefined" : JSON.stringify(value);
}

export function parseJson(text: string): Json {
  return JSON.parse(text) as Json;
}

/** As text, or undefined for a value that is nested deeper than the stack reaches. */
export function textOf(value: Json): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Decodes a tagged scalar (`{$integer}`, `{$float}`, `{$bytes}`), or undefined for plain objects. */
export function tagged(value: JsonObject): bigint | number | Uint8Array | undefined {
  for (const key in value) {
    const text = value[key];
    if (typeof text !== "string") return undefined;
    switch (key) {
      case "$integer":
        return Buffer.from(text, "base64").readBigInt64LE(0);
      case "$float":
        return Buffer.from(text, "base64").readDoubleLE(0);
      case "$bytes":
        return Buffer.from(text, "base64");
      default:
        return undefined;
    }
  }
  return undefined;
}

/** The number behind a float64 in JSON form, or undefined when the value is something else. */
export function floatOf(value: Json | undefined): number | undefined {
  if (typeof value === "number") return value;
  if (!isObject(value)) return undefined;
  const scalar = tagged(value);
  return typeof scalar === "number" ? scalar : undefined;
}

export function integerToJson(value: bigint): Json {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(BigInt.asIntN(64, value));
  return { $integer: bytes.toString("base64") };
}

export function floatToJson(value: number): Json {
  if (Number.isFinite(value) && !Object.is(value, -0)) return value;
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return { $float: bytes.toString("base64") };
}

/** Throws the vendor's message when the JSON is not a Convex value. */
export function checkedValue(value: Json): Json {
  return convexToJson(jsonToConvex(value));
}

/**
 * Serialises for the wire with whole floats as `5.0`: the Python HTTP client refuses `5`.
 * Everything else is what JSON.stringify would write.
 */
export function toWire(value: Json): string {
  if (typeof value === "number") {
    const text = JSON.stringify(value);
    return /^-?\d+$/.test(text) ? `${text}.0` : text;
  }
  if (Array.isArray(value)) return `[${value.map(toWire).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const fields = Object.entries(value).map(
    ([key, field]) => `${JSON.stringify(key)}:${toWire(field)}`,
  );
  return `{${fields.join(",")}}`;
}

/** The lossy form for people and REST: int64 as decimal text, bytes as base64 text. */
export function toClean(value: Json): Json {
  if (Array.isArray(value)) return value.map(toClean);
  if (!isObject(value)) return value;
  const scalar = tagged(value);
  if (typeof scalar === "bigint") return scalar.toString();
  if (typeof scalar === "number") return Object.is(scalar, -0) ? 0 : String(scalar);
  if (scalar !== undefined) return value["$bytes"] ?? null;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, toClean(field)]));
}
