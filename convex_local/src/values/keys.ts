/**
 * Sort keys: a Convex value becomes a string of bytes (one character a byte) whose plain
 * comparison is Convex's order: undefined < null < int64 < float64 < boolean < string < bytes <
 * array < object. Every value starts with a tag from 1 to 10, so `key + "\xff"` lies after all
 * keys that begin with `key`, and a terminator of zero sorts a prefix before its continuations.
 */
import { isObject, tagged, type Json, type JsonObject } from "./json.ts";

export type Key = string;

/** After every key that starts with the text before it. */
export const AFTER = "\xff";

const TAG = {
  undefined: "\x01",
  null: "\x02",
  integer: "\x03",
  float: "\x04",
  false: "\x05",
  true: "\x06",
  string: "\x07",
  bytes: "\x08",
  array: "\x09",
  object: "\x0a",
};

const scratch = Buffer.alloc(8);

function floatKey(value: number): Key {
  scratch.writeDoubleBE(value);
  const negative = ((scratch[0] ?? 0) & 0x80) !== 0;
  for (let i = 0; i < 8; i++) {
    const byte = scratch[i] ?? 0;
    scratch[i] = negative ? ~byte : i === 0 ? byte ^ 0x80 : byte;
  }
  return TAG.float + scratch.toString("latin1", 0, 8);
}

function integerKey(value: bigint): Key {
  scratch.writeBigInt64BE(value);
  scratch[0] = (scratch[0] ?? 0) ^ 0x80;
  return TAG.integer + scratch.toString("latin1", 0, 8);
}

function terminated(bytes: string): Key {
  return (bytes.includes("\0") ? bytes.replaceAll("\0", "\0\xff") : bytes) + "\0";
}

function stringKey(value: string): Key {
  const bytes = /^[\x00-\x7f]*$/.test(value)
    ? value
    : Buffer.from(value, "utf8").toString("latin1");
  return TAG.string + terminated(bytes);
}

function objectKey(value: JsonObject): Key {
  const scalar = tagged(value);
  if (typeof scalar === "bigint") return integerKey(scalar);
  if (typeof scalar === "number") return floatKey(scalar);
  if (scalar !== undefined) {
    return TAG.bytes + terminated(Buffer.from(scalar).toString("latin1"));
  }
  if ("$undefined" in value) return TAG.undefined;
  let key: Key = TAG.object;
  for (const name of Object.keys(value).sort()) key += stringKey(name) + encodeKey(value[name]);
  return key + "\0";
}

export function encodeKey(value: Json | undefined): Key {
  if (value === undefined) return TAG.undefined;
  if (value === null) return TAG.null;
  switch (typeof value) {
    case "string":
      return stringKey(value);
    case "number":
      return floatKey(value);
    case "boolean":
      return value ? TAG.true : TAG.false;
    default:
      if (Array.isArray(value)) return TAG.array + value.map(encodeKey).join("") + "\0";
      return objectKey(value);
  }
}

export function compareJson(left: Json | undefined, right: Json | undefined): number {
  const a = encodeKey(left);
  const b = encodeKey(right);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The value at `a.b.c` in a document, undefined when any step is missing. */
export function fieldAt(document: Json, path: string): Json | undefined {
  if (!path.includes(".")) return isObject(document) ? own(document, path) : undefined;
  let current: Json | undefined = document;
  for (const part of path.split(".")) {
    if (!isObject(current)) return undefined;
    current = own(current, part);
  }
  return current;
}

function own(value: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}
