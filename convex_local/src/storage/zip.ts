/** Just enough of the zip format for exports: one archive in a file, written and read in one pass. */
import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const MAX_32 = 0xffff_ffff;
const END_BYTES = 22;

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

/** The files of an archive by name; each is unpacked when it is asked for. */
export function readZip(path: string): Map<string, () => Buffer> {
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf(signature(END));
  if (end < 0) throw new Error(`${path} is not a zip archive.`);
  const files = new Map<string, () => Buffer>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (bytes.readUInt32LE(at) !== CENTRAL) throw new Error(`${path} is a damaged zip archive.`);
    const method = bytes.readUInt16LE(at + 10);
    const packed = bytes.readUInt32LE(at + 20);
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString("utf8", at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    files.set(name, () => {
      const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      const content = bytes.subarray(start, start + packed);
      return method === 0 ? content : inflateRawSync(content);
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return files;
}
