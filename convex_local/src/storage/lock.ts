/** One process at a time for a data folder. The system lets go of the lock when the process dies. */
import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";

const SQLITE_BUSY = 5;

export class FolderBusy extends Error {}

export class FolderUnusable extends Error {}

/** Not `recursive: true`, which never returns where nothing can be made, as under `/proc`. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

function lockIn(folder: string): DatabaseSync {
  makeFolder(folder);
  const lock = new DatabaseSync(join(folder, "lock.sqlite"), { timeout: 0 });
  try {
    lock.exec("PRAGMA journal_mode=DELETE; BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock.close();
    throw error;
  }
}

/**
 * Raises `FolderBusy` when another process holds the folder, and `FolderUnusable` when it cannot be
 * made or written. Returns what releases it.
 */
export function lockFolder(folder: string): () => void {
  try {
    const lock = lockIn(folder);
    return () => lock.close();
  } catch (error) {
    if ((error as { errcode?: unknown }).errcode === SQLITE_BUSY) {
      throw new FolderBusy(
        `Another process uses the data folder ${folder}. Stop it, or choose another --data.`,
        { cause: error },
      );
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new FolderUnusable(
      `The data folder ${folder} cannot be used: ${reason}. Choose another --data.`,
      { cause: error },
    );
  }
}
