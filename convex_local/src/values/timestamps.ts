/**
 * Commit timestamps: whole microseconds inside (safe integers until the year 2255), nanoseconds as
 * base64 of eight little-endian bytes on the wire.
 */
export type Timestamp = number;

export function timestampToWire(ts: Timestamp): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(ts) * 1000n);
  return bytes.toString("base64");
}

export function timestampFromWire(text: string): Timestamp {
  const bytes = Buffer.from(text, "base64");
  if (bytes.length !== 8) throw new Error("A timestamp is eight bytes in base64.");
  return Number(bytes.readBigUInt64LE() / 1000n);
}
