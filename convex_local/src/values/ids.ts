/**
 * Document ids in Convex's own format, so that data can move to Convex Cloud and back:
 * base32 of (varint table number, 16 random bytes with a day stamp, Fletcher-16 checksum).
 */
import { randomFillSync } from "node:crypto";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const DIGITS = new Map(Array.from(ALPHABET, (digit, value) => [digit, value]));
const DAY_MS = 86_400_000;

export interface DecodedId {
  readonly table: number;
}

function fletcher16(bytes: Uint8Array): number {
  let low = 0;
  let high = 0;
  for (const byte of bytes) {
    low = (low + byte) % 255;
    high = (high + low) % 255;
  }
  return (high << 8) | low;
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  bytes.push(rest);
  return bytes;
}

function toBase32(bytes: Uint8Array): string {
  let text = "";
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(buffer >>> bits) & 31] ?? "";
    }
    buffer &= (1 << bits) - 1;
  }
  return bits > 0 ? text + (ALPHABET[(buffer << (5 - bits)) & 31] ?? "") : text;
}

function fromBase32(text: string): Uint8Array | undefined {
  const bytes: number[] = [];
  let buffer = 0;
  let bits = 0;
  for (const digit of text) {
    const value = DIGITS.get(digit);
    if (value === undefined) return undefined;
    buffer = (buffer << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((buffer >>> bits) & 255);
      buffer &= (1 << bits) - 1;
    }
  }
  return buffer === 0 ? Uint8Array.from(bytes) : undefined;
}

export type RandomFill = (bytes: Uint8Array) => void;

// A system call for every id would be the dearest part of an insert, so random bytes are drawn ahead.
const pool = new Uint8Array(8192);
let poolAt = pool.length;

const fillFromPool: RandomFill = (bytes) => {
  if (poolAt + bytes.length > pool.length) {
    randomFillSync(pool);
    poolAt = 0;
  }
  bytes.set(pool.subarray(poolAt, poolAt + bytes.length));
  poolAt += bytes.length;
};

export function makeId(table: number, nowMs: number, fill: RandomFill = fillFromPool): string {
  const head = varint(table);
  const bytes = new Uint8Array(head.length + 18);
  bytes.set(head);
  fill(bytes.subarray(head.length, head.length + 14));
  const day = Math.floor(nowMs / DAY_MS) & 0xffff;
  bytes[head.length + 14] = day >>> 8;
  bytes[head.length + 15] = day & 255;
  const sum = fletcher16(bytes.subarray(0, head.length + 16));
  bytes[head.length + 16] = sum & 255;
  bytes[head.length + 17] = sum >>> 8;
  return toBase32(bytes);
}

/** The table number inside an id, or undefined when the text is not an id. */
export function decodeId(text: string): DecodedId | undefined {
  if (text.length < 31 || text.length > 37) return undefined;
  const bytes = fromBase32(text);
  if (bytes === undefined) return undefined;
  let table = 0;
  let at = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    if (byte === undefined || shift > 28) return undefined;
    table = (table | ((byte & 0x7f) << shift)) >>> 0;
    if (byte < 0x80) break;
  }
  if (bytes.length !== at + 18) return undefined;
  const sum = fletcher16(bytes.subarray(0, at + 16));
  const found = (bytes[at + 16] ?? 0) | ((bytes[at + 17] ?? 0) << 8);
  return sum === found ? { table } : undefined;
}
