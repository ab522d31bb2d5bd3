import fc from "fast-check";
import {
  compareValues,
  convexToJson,
  getConvexSize,
  jsonToConvex,
  type Value,
} from "convex/values";
import { describe, expect, test } from "vitest";
import { decodeId, makeId } from "./ids.ts";
import { floatToJson, integerToJson, toClean, toWire, type Json } from "./json.ts";
import { AFTER, encodeKey } from "./keys.ts";
import { checkShape, sizeOf } from "./sizes.ts";
import { timestampFromWire, timestampToWire } from "./timestamps.ts";

const fieldName = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_]{0,4}$/);
const anyValue = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constant(null),
    fc.boolean(),
    fc.double(),
    fc.constantFrom(0, -0, 1, -1, NaN, Infinity, -Infinity),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.string({ unit: "grapheme", maxLength: 6 }),
    fc.constantFrom("", "a", "a\0", "a\0b", "\u00ff", "\ud83d\ude00"),
    fc.uint8Array({ maxLength: 5 }).map((bytes) => bytes.slice().buffer),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fieldName, tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

const toJson = (value: Value) => convexToJson(value);

describe("sort keys", () => {
  test("[runtime:values:order] compare exactly as Convex compares values", () => {
    fc.assert(
      fc.property(anyValue, anyValue, (left, right) => {
        const a = encodeKey(toJson(left));
        const b = encodeKey(toJson(right));
        expect(Math.sign(a < b ? -1 : a > b ? 1 : 0)).toBe(Math.sign(compareValues(left, right)));
      }),
      { numRuns: 3000 },
    );
  });

  test("a missing field sorts before null, and a prefix bound covers exactly its continuations", () => {
    expect(encodeKey(undefined) < encodeKey(null)).toBe(true);
    fc.assert(
      fc.property(anyValue, anyValue, anyValue, (first, second, other) => {
        const prefix = encodeKey(toJson(first));
        const full = prefix + encodeKey(toJson(second));
        expect(full >= prefix && full < prefix + AFTER).toBe(true);
        if (compareValues(first, other) !== 0) {
          const elsewhere = encodeKey(toJson(other)) + encodeKey(toJson(second));
          expect(elsewhere >= prefix && elsewhere < prefix + AFTER).toBe(false);
        }
      }),
    );
  });
});

describe("ids", () => {
  test("[runtime:values:ids] carry their table and are refused when altered", () => {
    for (const table of [1, 127, 128, 10_001, 16_384, 4_000_000]) {
      const id = makeId(table, Date.UTC(2026, 0, 1));
      expect(decodeId(id)).toEqual({ table });
      expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{31,37}$/);
      const altered = (id.startsWith("0") ? "1" : "0") + id.slice(1);
      expect(decodeId(altered)).toBeUndefined();
    }
  });

  test("text that is not an id is refused", () => {
    for (const text of ["", "hello", "i".repeat(32), "0".repeat(40)])
      expect(decodeId(text)).toBeUndefined();
  });
});

describe("JSON forms", () => {
  test("[runtime:values:floats] whole floats are written with a fraction, and read back the same", () => {
    expect(toWire({ a: 5, b: [1.5, -0.25], c: "5" })).toBe('{"a":5.0,"b":[1.5,-0.25],"c":"5"}');
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(compareValues(jsonToConvex(JSON.parse(toWire(toJson(value))) as never), value)).toBe(
          0,
        );
      }),
    );
  });

  test("the clean form writes int64 as text and bytes as base64", () => {
    expect(toClean({ n: integerToJson(-5n), f: 2, b: { $bytes: "AQI=" } })).toEqual({
      n: "-5",
      f: 2,
      b: "AQI=",
    });
    expect(floatToJson(-0)).toEqual({ $float: "AAAAAAAAAIA=" });
  });

  test("timestamps survive the wire", () => {
    const ts = Date.UTC(2026, 5, 1) * 1000 + 7;
    expect(timestampFromWire(timestampToWire(ts))).toBe(ts);
  });
});

describe("sizes", () => {
  test("[runtime:values:sizes] are those that Convex accounts", () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(sizeOf(toJson(value))).toBe(getConvexSize(value));
      }),
    );
  });

  test("shape limits name what is too large", () => {
    expect(() => checkShape(new Array(8193).fill(null) as Json, 64)).toThrow(
      "Array length is too long (8193 > maximum length 8192)",
    );
    let nested: Json = null;
    for (let depth = 0; depth < 17; depth++) nested = [nested];
    expect(() => checkShape(nested, 16)).toThrow("Value is too nested");
    const wide = Object.fromEntries(Array.from({ length: 1025 }, (_, at) => [`f${at}`, null]));
    expect(() => checkShape(wide, 64)).toThrow(
      "Object has too many fields (1025 > maximum number 1024)",
    );
  });
});
