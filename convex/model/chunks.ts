import { wholeNumber } from "../lib/text";
import type { Chunk } from "../shared/messages";

/** The facts of a chunk; the poster's address follows from the chunk's when it was not said. */
export function chunkFacts(chunk: Omit<Chunk, "plays">): Omit<Chunk, "plays"> {
  if (chunk.posterUrl !== undefined || !chunk.chunkUrl.endsWith(chunk.chunkKey)) return chunk;
  const base = chunk.chunkUrl.slice(0, -chunk.chunkKey.length);
  return { ...chunk, posterUrl: `${base}${chunk.posterKey}` };
}

/** A chunk without frames would tear the timeline. */
export function checkFrames(chunk: Pick<Chunk, "durationInFrames">, field: string): void {
  const range = { min: 1, max: 10_000_000, field: `${field}.durationInFrames` };
  wholeNumber(chunk.durationInFrames, range);
}
