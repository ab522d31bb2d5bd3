/** One process at a time for a data folder. The system lets go of the lock when the process dies. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

export class FolderBusy extends Error {}

/** Raises `FolderBusy` when another process holds the folder. Returns what releases it. */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const lock = new DatabaseSync(join(folder, "lock.sqlite"), { timeout: 0 });
  try {
    lock.exec("PRAGMA journal_mode=DELETE; BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    throw new FolderBusy(
      `Another process uses the data folder ${folder}. Stop it, or choose another --data.`,
      { cause: error },
    );
  }
  return () => lock.close();
}
