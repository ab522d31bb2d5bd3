/** How large a value counts as, in Convex's accounting, and the shape limits of values. */
import { isObject, tagged, type Json } from "./json.ts";

export const LIMITS = {
  documentBytes: 1 << 20,
  documentNesting: 16,
  valueNesting: 64,
  arrayItems: 8192,
  objectFields: 1024,
  argumentBytes: 16 << 20,
  resultBytes: 16 << 20,
  documentsRead: 32_000,
  bytesRead: 16 << 20,
  rangesRead: 4096,
  documentsWritten: 16_000,
  bytesWritten: 16 << 20,
  scheduled: 1000,
  scheduledArgumentBytes: 4 << 20,
  callDepth: 8,
  pageSize: 32_000,
} as const;

function textSize(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

export function sizeOf(value: Json): number {
  if (value === null || typeof value === "boolean") return 1;
  if (typeof value === "number") return 9;
  if (typeof value === "string") return 2 + textSize(value);
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + sizeOf(item), 2);
  const scalar = tagged(value);
  if (scalar instanceof Uint8Array) return 2 + scalar.length;
  if (scalar !== undefined) return 9;
  let size = 2;
  for (const key in value) size += key.length + 1 + sizeOf(value[key] ?? null);
  return size;
}

/** Throws when an array, an object or the nesting is larger than Convex allows. */
export function checkShape(value: Json, maxNesting: number, depth = 0): void {
  if (value === null || typeof value !== "object") return;
  if (isObject(value) && tagged(value) !== undefined) return;
  if (depth >= maxNesting) {
    throw new Error(
      `Value is too nested (nested ${depth + 1} levels deep > maximum nesting ${maxNesting})`,
    );
  }
  if (Array.isArray(value)) {
    if (value.length > LIMITS.arrayItems) {
      throw new Error(
        `Array length is too long (${value.length} > maximum length ${LIMITS.arrayItems})`,
      );
    }
    for (const item of value) checkShape(item, maxNesting, depth + 1);
    return;
  }
  const names = Object.keys(value);
  if (names.length > LIMITS.objectFields) {
    throw new Error(
      `Object has too many fields (${names.length} > maximum number ${LIMITS.objectFields})`,
    );
  }
  for (const name of names) checkShape(value[name] ?? null, maxNesting, depth + 1);
}
