/**
 * What a process that was killed leaves behind: parts of uploads, imports and exports that nobody
 * remembers, and stored bytes whose document was never committed or is gone. Removed at the start,
 * before anybody can have begun something new.
 */
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Storage } from "../storage/storage.ts";

export function sweepLeftovers(dataFolder: string, storage: Storage): void {
  rmSync(join(dataFolder, "uploads"), { recursive: true, force: true });
  for (const name of readdirSync(dataFolder)) {
    if (/^snapshot_\d+\.zip$/.test(name)) rmSync(join(dataFolder, name), { force: true });
  }
  const files = join(dataFolder, "files");
  const known = new Set(storage.all("SELECT uuid FROM files").map((row) => row["uuid"]));
  for (const name of readdirSync(files)) {
    if (!known.has(name)) rmSync(join(files, name), { force: true });
  }
}
