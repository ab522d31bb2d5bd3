/** Just enough of the zip format for exports: one archive in a file, written and read in one pass. */
import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const LOCATOR_64 = 0x07064b50;
const EXTRA_64 = 1;
const STORED = 0;
const DEFLATED = 8;
const MAX_32 = 0xffff_ffff;
const END_BYTES = 22;
const LOCATOR_BYTES = 20;

interface Written {
  readonly name: Buffer;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

function header(entry: Written): Buffer {
  const bytes = Buffer.alloc(26);
  bytes.writeUInt16LE(20, 0);
  bytes.writeUInt16LE(0x0800, 2);
  bytes.writeUInt16LE(8, 4);
  bytes.writeUInt32LE(0x0021_0000, 6);
  bytes.writeUInt32LE(entry.crc, 10);
  bytes.writeUInt32LE(entry.packed, 14);
  bytes.writeUInt32LE(entry.size, 18);
  bytes.writeUInt16LE(entry.name.length, 22);
  return bytes;
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

export class ZipWriter {
  readonly #file: number;
  readonly #entries: Written[] = [];
  #offset = 0;

  constructor(path: string) {
    this.#file = openSync(path, "w", 0o600);
  }

  add(name: string, content: Uint8Array): void {
    const packed = deflateRawSync(content);
    const entry = {
      name: Buffer.from(name, "utf8"),
      crc: crc32(content),
      packed: packed.length,
      size: content.length,
      offset: this.#offset,
    };
    if (this.#offset + packed.length > MAX_32)
      throw new Error("The export is larger than 4 GB, which this zip format cannot hold.");
    this.#entries.push(entry);
    this.#write(Buffer.concat([signature(LOCAL), header(entry), entry.name, packed]));
  }

  finish(): void {
    const start = this.#offset;
    for (const entry of this.#entries) {
      const made = Buffer.from([20, 0]);
      const rest = Buffer.alloc(14);
      rest.writeUInt32LE(entry.offset, 10);
      this.#write(Buffer.concat([signature(CENTRAL), made, header(entry), rest, entry.name]));
    }
    const end = Buffer.alloc(END_BYTES);
    end.writeUInt32LE(END, 0);
    end.writeUInt16LE(this.#entries.length, 8);
    end.writeUInt16LE(this.#entries.length, 10);
    end.writeUInt32LE(this.#offset - start, 12);
    end.writeUInt32LE(start, 16);
    this.#write(end);
    closeSync(this.#file);
  }

  #write(bytes: Buffer): void {
    writeSync(this.#file, bytes);
    this.#offset += bytes.length;
  }
}

interface Found {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly local: number;
}

/** Where the central directory starts and how many entries it has, also in large archives. */
function directoryOf(bytes: Buffer, path: string): { at: number; entries: number } {
  const end = bytes.lastIndexOf(signature(END));
  if (end < 0) throw new Error(`${path} is not a zip archive.`);
  const locator = end - LOCATOR_BYTES;
  if (locator >= 0 && bytes.readUInt32LE(locator) === LOCATOR_64) {
    const large = Number(bytes.readBigUInt64LE(locator + 8));
    return {
      at: Number(bytes.readBigUInt64LE(large + 48)),
      entries: Number(bytes.readBigUInt64LE(large + 32)),
    };
  }
  return { at: bytes.readUInt32LE(end + 16), entries: bytes.readUInt16LE(end + 10) };
}

/**
 * The sizes and the place of an entry; those that a large archive, or one that was written as a
 * stream, does not hold in their fields stand in an extra field, in this order.
 */
function placeOf(bytes: Buffer, at: number): { packed: number; local: number } {
  const fields = [24, 20, 42].map((offset) => bytes.readUInt32LE(at + offset));
  const [size = 0, packed = 0, local = 0] = fields;
  let extra = at + 46 + bytes.readUInt16LE(at + 28);
  const end = extra + bytes.readUInt16LE(at + 30);
  while (extra + 4 <= end && bytes.readUInt16LE(extra) !== EXTRA_64)
    extra += 4 + bytes.readUInt16LE(extra + 2);
  let next = extra + 4;
  const [, realPacked = 0, realLocal = 0] = [size, packed, local].map((value) => {
    if (value !== MAX_32 || next + 8 > end) return value;
    next += 8;
    return Number(bytes.readBigUInt64LE(next - 8));
  });
  return { packed: realPacked, local: realLocal };
}

/** The files of an archive by name; each is unpacked when it is asked for. */
export function readZip(path: string): Map<string, () => Buffer> {
  const bytes = readFileSync(path);
  let { at, entries } = directoryOf(bytes, path);
  const files = new Map<string, () => Buffer>();
  for (; entries > 0; entries--) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL)
      throw new Error(`${path} is a damaged zip archive.`);
    const nameLength = bytes.readUInt16LE(at + 28);
    const entry: Found = {
      name: bytes.toString("utf8", at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      ...placeOf(bytes, at),
    };
    if (!entry.name.endsWith("/")) files.set(entry.name, () => unpacked(bytes, entry, path));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return files;
}

function unpacked(bytes: Buffer, entry: Found, path: string): Buffer {
  const { local, method, packed } = entry;
  if (method !== STORED && method !== DEFLATED)
    throw new Error(`${entry.name} in ${path} is packed in a way (${method}) that cannot be read.`);
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const content = bytes.subarray(start, start + packed);
  return method === STORED ? content : inflateRawSync(content);
}
